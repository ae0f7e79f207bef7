// NablaNN
