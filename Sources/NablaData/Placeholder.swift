// NablaData
