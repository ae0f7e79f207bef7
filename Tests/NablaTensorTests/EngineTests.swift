import NablaTensor
import Testing

/// The tape: order, depth, what is kept and freed, hooks, in-place writes.
extension TensorTests {
  @Suite struct EngineTests {
    private func leaf(_ values: [Float]) throws -> Tensor { try Tensor(values).setRequiresGrad() }
    private func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return "no error"
      } catch let error as TensorError {
        return error.report.message
      } catch {
        return "\(error)"
      }
    }

    @Test func aMillionNodesRunAndAreReleasedWithoutRecursion() throws {
      let x = try leaf([1])
      var y = x
      for _ in 0..<1_000_000 { y = try y.add(1) }
      try y.backward()
      #expect(x.grad?.doubles() == [1])
      y = x
      for _ in 0..<100_000 { y = try y.mul(y.detach()).sin() }
      y = x
      for _ in 0..<100_000 {
        let before = y
        let result = try GradMode.disabled { try before.detach().mul(1) }
        // A closure that holds a tensor holds the chain behind it.
        Autograd.record("ChainBackward", inputs: [before], outputs: [result]) { _, g in
          withExtendedLifetime(before) { g }
        }
        y = result
      }
      y = x
    }

    @Test func gradientsAccumulateUntilCleared() throws {
      let x = try leaf([1, 2])
      for round in 1...3 {
        try x.mul(3).sum().backward()
        #expect(x.grad?.doubles() == [3 * Double(round), 3 * Double(round)])
      }
      try x.setGrad(nil)
      #expect(x.grad == nil)
    }

    @Test func aTensorUsedTwiceSumsItsGradients() throws {
      let x = try leaf([2])
      let y = try x.mul(x)
      try y.add(y).add(x).sum().backward()
      #expect(x.grad?.doubles() == [9])
    }

    @Test func gradientsHaveGradients() throws {
      // d³(x⁴)/dx³ = 24x
      let x = try leaf([2])
      var y = try x.pow(4).sum()
      for _ in 0..<3 {
        y = try #require(try Tensor.grad(outputs: [y], inputs: [x], createGraph: true)[0]).sum()
      }
      #expect(try y.item().double == 48)
    }

    @Test func savedValuesAreFreedAfterUse() throws {
      let x = try leaf([1, 2])
      let y = try x.exp().sum()
      try y.backward(retainGraph: true)
      try y.backward()
      #expect(message { try y.backward() }.hasPrefix("Trying to backward through the graph a second time"))
      let z = try x.add(1).sum()
      try z.backward()
      try z.backward()
    }

    @Test func writesToSavedValuesAreFound() throws {
      let x = try leaf([1, 2, 3])
      let y = try x.exp()
      try y.addInPlace(1)
      #expect(
        message { try y.sum().backward() }.hasPrefix(
          "one of the variables needed for gradient computation has been modified by an inplace operation: "
            + "[torch.FloatTensor [3]], which is output 0 of Exp, is at version 1; expected version 0 instead. Hint:"))
      let weights = Tensor([Float(1), 1, 1])
      let z = try x.mul(weights)
      try weights.addInPlace(1)
      #expect(
        message { try z.sum().backward() }.hasPrefix(
          "one of the variables needed for gradient computation has been modified by an inplace operation: "
            + "[torch.FloatTensor [3]] is at version 1; expected version 0 instead."))
      let b = try x.exp()
      let c = try b.mul(b)
      try b.addInPlace(1)
      #expect(message { try c.sum().backward() }.contains("modified by an inplace operation"))
    }

    @Test func leavesCannotBeWrittenWhileRecording() throws {
      let x = try leaf([1, 2])
      let text = "a leaf Variable that requires grad is being used in an in-place operation."
      #expect(message { try x.addInPlace(1) } == text)
      #expect(message { try x.index([.int(0)]).addInPlace(1) } == "a view of " + text)
      #expect(message { try x.setIndex([.int(0)], 1.0) } == "a view of " + text)
      #expect(message { try x.setIndex([.tensor(Tensor([0]))], 1.0) } == text)
      try GradMode.disabled { _ = try x.addInPlace(1) }
      #expect(x.doubles() == [2, 3] && x.version == 1)
    }

    @Test func writesThroughViewsAreDifferentiated() throws {
      let x = try leaf([1, 2, 3, 4])
      let y = try x.mul(2)
      let part = try y.narrow(0, 1, 2)
      try part.mulInPlace(10)
      #expect(y.doubles() == [2, 40, 60, 8])
      #expect(y.gradFn?.name == "CopySlices")
      #expect(part.gradFn?.name == "AsStridedBackward0")
      try y.sum().add(part.sum()).backward()
      #expect(x.grad?.doubles() == [2, 40, 40, 2])
    }

    @Test func aBufferFilledFromParametersPassesTheirGradients() throws {
      let x = try leaf([1, 2, 3])
      let buffer = try Tensor.zeros([2, 3])
      try buffer.setIndex([.int(0)], x.mul(2))
      try buffer.setIndex([.int(1), .tensor(Tensor([0, 2]))], x.index([.slice(0, 2, nil)]))
      #expect(buffer.doubles() == [2, 4, 6, 1, 0, 2])
      try buffer.mul(buffer).sum().backward()
      // d/dx (4x₀² + 4x₁² + 4x₂² + x₀² + x₁²)
      #expect(x.grad?.doubles() == [10, 20, 24])
    }

    @Test func oldViewsSeeWritesToTheirBase() throws {
      let x = try leaf([1, 2, 3, 4])
      let y = try x.mul(1)
      let view = try y.view([2, 2])
      try y.mulInPlace(3)
      try view.select(0, 1).sum().backward()
      #expect(x.grad?.doubles() == [0, 0, 3, 3])
    }

    @Test func viewsOfManyOutputsRefuseWrites() throws {
      let x = try leaf([1, 2])
      let parts = try x.mul(1).unbind()
      #expect(message { try parts[0].addInPlace(1) }.hasPrefix("Output 0 of Unbind is a view and is being modified"))
    }

    @Test func hooksSeeAndReplaceGradients() throws {
      let x = try leaf([1, 2])
      let y = try x.mul(3)
      var seen: [Double] = []
      let number = try y.registerHook { gradient in
        seen = gradient.doubles()
        return try gradient.mul(10)
      }
      try y.retainGrad()
      try y.sum().backward()
      #expect(seen == [1, 1])
      #expect(x.grad?.doubles() == [30, 30])
      #expect(y.grad?.doubles() == [10, 10])
      y.removeHook(number)
    }

    @Test func gradAccumulatesNothing() throws {
      let (x, w) = (try leaf([1, 2]), try leaf([3, 4]))
      let y = try x.mul(w).sum()
      let found = try Tensor.grad(outputs: [y], inputs: [x])
      #expect(found[0]?.doubles() == [3, 4])
      #expect(x.grad == nil && w.grad == nil)
      #expect(
        message { _ = try Tensor.grad(outputs: [x.sum()], inputs: [x, w]) }
          == "The differentiated Tensor at index 1 appears to not have been used in the graph. Set allow_unused=True "
          + "if this is the desired behavior.")
      #expect(try Tensor.grad(outputs: [x.sum()], inputs: [w], allowUnused: true)[0] == nil)
    }

    @Test func onlyTheGivenInputsAccumulate() throws {
      let (x, w) = (try leaf([1, 2]), try leaf([3, 4]))
      try x.mul(w).sum().backward(inputs: [w])
      #expect(x.grad == nil)
      #expect(w.grad?.doubles() == [1, 2])
    }

    @Test func viewsMadeWithGradientsOffSayWhatTheirBaseSays() throws {
      let x = try leaf([1, 2])
      let y = try x.mul(2)
      let (part, other) = try GradMode.disabled { (try x.select(0, 0), try y.select(0, 0)) }
      #expect(part.repr() == "tensor(1., requires_grad=True)")
      #expect(other.requiresGrad && other.isLeaf)
      #expect(message { try other.addInPlace(1) }.hasPrefix("A view was created in no_grad mode and is being modified"))
      try GradMode.disabled { _ = try part.addInPlace(1) }
      #expect(x.doubles() == [2, 2])
    }

    @Test func nothingIsRecordedWithGradientsOff() throws {
      let x = try leaf([1, 2])
      let y = try GradMode.disabled { try x.mul(2) }
      #expect(!y.requiresGrad && y.isLeaf)
      #expect(
        message { try y.sum().backward() }
          == "element 0 of tensors does not require grad and does not have a grad_fn")
      #expect(message { try x.mul(2).backward() } == "grad can be implicitly created only for scalar outputs")
      #expect(x.detach().requiresGrad == false)
    }

    @Test func functionsWithTheirOwnBackwardTakePart() throws {
      let x = try leaf([1, 2])
      let result = try GradMode.disabled { try x.mul(2) }
      Autograd.record("DoubleBackward", inputs: [x], outputs: [result], saved: [x]) { node, g in
        [try g[0]?.mul(2).add(node.saved(0).mul(0))]
      }
      #expect(result.gradFn?.name == "DoubleBackward")
      try result.sum().backward()
      #expect(x.grad?.doubles() == [2, 2])
      let bad = try GradMode.disabled { try x.mul(2) }
      Autograd.record("BadBackward", inputs: [x], outputs: [bad]) { _, _ in [try Tensor.ones([5])] }
      #expect(
        message { try bad.sum().backward() }
          == "Function BadBackward returned an invalid gradient at index 0 - got [5] but expected shape "
          + "compatible with [2]")
    }

    @Test func inPlaceFormsAreDifferentiated() throws {
      let x = try leaf([0.5, 2])
      let y = try x.mul(1)
      try y.mulInPlace(y.detach().clone()).addInPlace(x).expInPlace()
      try y.sum().backward()
      let expected = [0.5, 2.0].map { v in (v + 1) * Double.exp(v * v + v) }
      for (value, wanted) in zip(x.grad?.doubles() ?? [], expected) { #expect(abs(value - wanted) < 1e-3 * wanted) }
    }
  }
}

extension Double {
  fileprivate static func exp(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for n in 1..<80 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }
}
