import Testing

/// All tests of this target, one after another: the tape and the generator belong to one thread at a time.
@Suite(.serialized) enum LayerLibrary {}
