// ProductTests
