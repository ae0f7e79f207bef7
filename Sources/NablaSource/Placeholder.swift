// NablaSource
