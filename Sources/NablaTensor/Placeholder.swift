// NablaTensor
