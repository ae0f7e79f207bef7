import NablaVM

/// The standard modules written in Swift. Others are written in the language, in `stdlib/`.
public enum PythonModules {
  public static var all: [NativeModule] {
    [
      mathModule, randomModule, timeModule, sysModule, posixModule, posixPathModule, itertoolsModule, functoolsCoreModule,
      operatorModule, collectionsCoreModule, jsonModule, gcModule, reModule,
      hashCoreModule, zlibModule, structModule, binasciiModule, heapCoreModule, bisectModule, ioCoreModule, csvCoreModule,
      inspectCoreModule, unicodeDataCoreModule,
    ]
  }
}
