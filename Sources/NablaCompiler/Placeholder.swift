// NablaCompiler
