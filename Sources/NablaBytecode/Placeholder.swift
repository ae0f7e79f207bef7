// NablaBytecode
