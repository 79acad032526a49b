const e={asyncio:`base_events base_futures base_subprocess base_tasks compat constants coroutines events exceptions
    format_helpers futures graph locks log mixins proactor_events protocols queues runners selector_events sslproto
    staggered streams subprocess taskgroups tasks threads timeouts tools transports trsock unix_events
    windows_events windows_utils`,collections:`abc`,compression:`bz2 gzip lzma zlib zstd`,concurrent:`futures futures.interpreter futures.process futures.thread interpreters`,ctypes:`macholib macholib.dyld macholib.dylib macholib.framework util wintypes`,curses:`ascii has_key panel textpad`,dbm:`dumb gnu ndbm sqlite3`,email:`base64mime charset contentmanager encoders errors feedparser generator header headerregistry iterators
    message mime mime.application mime.audio mime.base mime.image mime.message mime.multipart mime.nonmultipart
    mime.text parser policy quoprimime utils`,html:`entities parser`,http:`client cookiejar cookies server`,importlib:`abc machinery metadata metadata.diagnose readers resources resources.abc resources.readers
    resources.simple simple util`,json:`decoder encoder scanner tool`,logging:`config handlers`,multiprocessing:`connection context dummy dummy.connection forkserver heap managers pool popen_fork
    popen_forkserver popen_spawn_posix popen_spawn_win32 process queues reduction resource_sharer
    resource_tracker shared_memory sharedctypes spawn synchronize util`,os:`path`,pathlib:`types`,pyexpat:`errors model`,sqlite3:`dbapi2 dump`,string:`templatelib`,tomllib:``,tkinter:`colorchooser commondialog constants dialog dnd filedialog font messagebox scrolledtext simpledialog tix
    ttk`,typing:`io re`,unittest:`async_case case loader main mock result runner signals suite util`,urllib:`error parse request response robotparser`,venv:``,wsgiref:`handlers headers simple_server types util validate`,xml:`dom dom.NodeFilter dom.domreg dom.expatbuilder dom.minicompat dom.minidom dom.pulldom dom.xmlbuilder etree
    etree.ElementInclude etree.ElementPath etree.ElementTree etree.cElementTree parsers parsers.expat
    parsers.expat.errors parsers.expat.model sax sax.expatreader sax.handler sax.saxutils sax.xmlreader`,xmlrpc:`client server`,zoneinfo:``},t=/* @__PURE__ */ new Set([`distutils`,`encodings`,`ensurepip`,`idlelib`,`lib2to3`,`msilib`,`pydoc_data`,`sys`,`sysconfig`,`test`,`turtledemo`,`re`,`__main__`,`ast`,`zipfile`]),n=e=>e.trim().split(/\s+/),r=new Set(n(`
  __future__ __main__ abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit
  audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs
  codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg
  crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest dummy_threading email
  encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib
  functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib
  imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma
  macpath mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis
  nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle
  pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile
  pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched
  secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3
  sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symbol
  symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading time
  timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing
  unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml
  xmlrpc xx xxlimited zipapp zipfile zipimport zlib zoneinfo`)),i=new Map(Object.entries(e).map(([e,t])=>[e,n(t).filter(Boolean)]));function a(e){return r.has(e)||/^_[a-z]/.test(e)&&c.has(e)}function o(e){let[n=``,...r]=e;return r.length===0?!0:t.has(n)||r.some(e=>e.startsWith(`_`))?null:i.get(n)?.includes(r.join(`.`))??!1}function s(e){return(i.get(e)??[]).map(t=>`${e}.${t}`)}const c=new Set(n(`_abc _aix_support _android_support _apple_support _ast _ast_unparse _asyncio _bisect _blake2 _bootsubprocess
    _bz2 _codecs _collections _collections_abc _colorize _compat_pickle _compression _contextvars _crypt _csv _ctypes
    _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib _frozen_importlib_external
    _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels _interpqueues _interpreters _io _ios_support _json
    _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode _opcode_metadata _operator
    _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _py_warnings _pydatetime _pydecimal _pyio
    _pylong _pyrepl _queue _random _remote_debugging _scproxy _sha1 _sha2 _sha3 _sha256 _sha512 _signal _sitebuiltins
    _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _suggestions _symtable _sysconfig
    _sysconfigdata _testcapi _testinternalcapi _thread _threading_local _tkinter _tokenize _tracemalloc _types
    _typing _uuid _warnings _weakref _weakrefset _winapi _winreg _wmi _zoneinfo _zstd`));export{o as n,s as r,a as t};