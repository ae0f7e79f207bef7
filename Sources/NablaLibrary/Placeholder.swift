// NablaLibrary
