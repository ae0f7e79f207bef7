import NablaLibrary
import NablaVM

extension Session {
  /// The modules that are built in.
  static let nativeModules: [NativeModule] = Library.modules
}
