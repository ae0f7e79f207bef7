import NablaVM

// imports: import os

extension Examples {
  /// Of `os` and `os.path`, which the examples have imported.
  static let os: Examples = """
    access: os.access('/', os.R_OK) => True
    chmod: p = '/tmp/nabla-example'; os.mkdir(p); os.chmod(p, 0o700); oct(os.stat(p).st_mode)[-3:], os.rmdir(p) => ('700', None)
    close: fd = os.open('/dev/null', os.O_RDONLY); os.close(fd) is None => True
    commonpath: os.path.commonpath(['/a/b/c', '/a/b/d']) => '/a/b'
    isatty: fd = os.open('/dev/null', os.O_RDONLY); os.isatty(fd), os.close(fd) => (False, None)
    link: p = '/tmp/nabla-example'; f = open(p, 'w'); f.close(); os.link(p, p + '2'); os.remove(p); os.remove(p + '2'); os.path.exists(p) => False
    symlink: p = '/tmp/nabla-example'; os.symlink('/dev/null', p); target = os.readlink(p); os.remove(p); target => '/dev/null'
    lstat: os.lstat('/').st_size >= 0 => True
    open: fd = os.open('/dev/null', os.O_RDONLY); os.read(fd, 5), os.close(fd) => (b'', None)
    putenv: callable(os.putenv) => True
    read: fd = os.open('/dev/null', os.O_RDONLY); os.read(fd, 5), os.close(fd) => (b'', None)
    readlink: os.readlink('/proc/self').isdigit() => True
    strerror: os.strerror(2) => 'No such file or directory'
    truncate: callable(os.truncate) => True
    umask: old = os.umask(0o022); os.umask(old) => 18
    unsetenv: callable(os.unsetenv) => True
    utime: callable(os.utime) => True
    write: fd = os.open('/dev/null', os.O_WRONLY); os.write(fd, b'abc'), os.close(fd) => (3, None)
    chdir: here = os.getcwd(); os.chdir('/'); there = os.getcwd(); os.chdir(here); there => '/'
    cpu_count: os.cpu_count() >= 1 => True
    fspath: os.fspath('a/b') => 'a/b'
    get_terminal_size: callable(os.get_terminal_size) => True
    getcwd: os.path.isabs(os.getcwd()) => True
    getenv: os.getenv('NO_SUCH_NAME', 'default') => 'default'
    getppid: os.getppid() >= 0 => True
    getuid: os.getuid() >= 0 => True
    getpid: os.getpid() > 0 => True
    listdir: 'null' in os.listdir('/dev') => True
    makedirs: os.makedirs('/tmp', exist_ok=True); os.path.isdir('/tmp') => True
    mkdir: p = '/tmp/nabla-example'; os.mkdir(p); found = os.path.isdir(p); os.rmdir(p); found => True
    remove: p = '/tmp/nabla-example'; f = open(p, 'w'); f.close(); os.remove(p); os.path.exists(p) => False
    rename: p = '/tmp/nabla-example'; os.mkdir(p); os.rename(p, p + '2'); os.rmdir(p + '2'); os.path.exists(p) => False
    replace: p = '/tmp/nabla-example'; os.mkdir(p); os.replace(p, p + '2'); os.rmdir(p + '2'); os.path.exists(p) => False
    rmdir: p = '/tmp/nabla-example'; os.mkdir(p); os.rmdir(p); os.path.exists(p) => False
    stat: os.stat('/').st_size >= 0 => True
    system: callable(os.system) => True
    unlink: p = '/tmp/nabla-example'; f = open(p, 'w'); f.close(); os.unlink(p); os.path.exists(p) => False
    urandom: len(os.urandom(8)) => 8
    walk: next(os.walk('/dev'))[0] => '/dev'
    abspath: os.path.isabs(os.path.abspath('a')) => True
    basename: os.path.basename('/data/train.csv') => 'train.csv'
    commonprefix: os.path.commonprefix(['abc', 'abd']) => 'ab'
    dirname: os.path.dirname('/data/train.csv') => '/data'
    exists: os.path.exists('/') => True
    expanduser: os.path.expanduser('/a') => '/a'
    expandvars: os.path.expandvars('plain') => 'plain'
    getatime: os.path.getatime('/') > 0 => True
    getctime: os.path.getctime('/') > 0 => True
    ismount: os.path.ismount('/') => True
    lexists: os.path.lexists('/') => True
    normcase: os.path.normcase('A/b') => 'A/b'
    splitdrive: os.path.splitdrive('/a') => ('', '/a')
    getmtime: os.path.getmtime('/') > 0 => True
    getsize: os.path.getsize('/dev/null') => 0
    isabs: os.path.isabs('a/b') => False
    isdir: os.path.isdir('/') => True
    isfile: os.path.isfile('/') => False
    islink: os.path.islink('/') => False
    join: os.path.join('data', 'train', 'a.png') => 'data/train/a.png'
    normpath: os.path.normpath('a/./b/../c') => 'a/c'
    realpath: os.path.realpath('/') => '/'
    relpath: os.path.relpath('/a/b', '/a') => 'b'
    samefile: os.path.samefile('/', '/.') => True
    split: os.path.split('/data/train.csv') => ('/data', 'train.csv')
    splitext: os.path.splitext('net.tar.gz') => ('net.tar', '.gz')
    """
}
