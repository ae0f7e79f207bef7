// NablaNotebook
