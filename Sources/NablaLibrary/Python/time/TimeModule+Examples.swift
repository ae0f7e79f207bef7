import NablaVM

// imports: import time

extension Examples {
  /// Of `time`, which the examples have imported.
  static let time: Examples = """
    asctime: time.asctime(time.gmtime(0)) => 'Thu Jan  1 00:00:00 1970'
    ctime: len(time.ctime(0)) => 24
    gmtime: time.gmtime(86400).tm_mday => 2
    localtime: time.localtime().tm_year > 2000 => True
    mktime: time.mktime(time.localtime(1000000)) => 1000000.0
    monotonic: time.monotonic() <= time.monotonic() => True
    monotonic_ns: time.monotonic_ns() <= time.monotonic_ns() => True
    perf_counter: time.perf_counter() <= time.perf_counter() => True
    perf_counter_ns: isinstance(time.perf_counter_ns(), int) => True
    process_time: time.process_time() >= 0 => True
    process_time_ns: time.process_time_ns() >= 0 => True
    sleep: start = time.monotonic(); time.sleep(0.01); time.monotonic() - start >= 0.01 => True
    strftime: time.strftime('%Y-%m-%d', time.gmtime(0)) => '1970-01-01'
    strptime: time.strptime('2024-03-05', '%Y-%m-%d').tm_mon => 3
    thread_time: time.thread_time() >= 0 => True
    thread_time_ns: time.thread_time_ns() >= 0 => True
    time: time.time() > 1e9 => True
    time_ns: time.time_ns() > 10**18 => True
    """
}
