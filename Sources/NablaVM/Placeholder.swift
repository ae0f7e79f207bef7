// NablaVM
