import NablaVM

/// All layers written in Swift.
enum Layers {
  static let all: [LayerType] = {
    let layers = LinearLayers.all + ConvolutionLayers.all + PoolingLayers.all + ActivationLayers.all
      + NormalizationLayers.all + LossLayers.all
    LayerType.register(layers)
    return layers
  }()
}
