// NablaPlot
