#pragma once
/// Turns blocks of sixteen uniform floats into normal ones, in place: the first eight of a block give the radii, the
/// other eight the angles. Bit for bit what PyTorch's vectorised kernel computes.
void nb_normal_blocks_f32(long blocks, float *values, float mean, float std);
