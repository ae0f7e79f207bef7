// NablaREPL
