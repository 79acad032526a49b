/** Names under which well-known distributions are imported, where the two names differ. */

/** `import name: distributions that bring it`; a dotted name is a part of a namespace that several share. */
const KNOWN = `
  absl: absl-py; AppKit: pyobjc-framework-cocoa pyobjc; apt: python-apt; argon2: argon2-cffi; attr: attrs;
  attrs: attrs; autobahn: autobahn; axolotl: python-axolotl; babel: babel; bidi: python-bidi;
  binwalk: binwalk; bio: biopython; Bio: biopython; bitarray: bitarray; bluetooth: pybluez;
  bs4: beautifulsoup4 bs4; bson: pymongo bson; bytesio: bytesio; cairo: pycairo cairocffi;
  cairosvg: cairosvg; cbor: cbor cbor2; charset_normalizer: charset-normalizer;
  clickhouse_driver: clickhouse-driver; commctrl: pywin32; community: python-louvain;
  configargparse: configargparse; confluent_kafka: confluent-kafka; consul: python-consul python-consul2;
  corsheaders: django-cors-headers; crispy_forms: django-crispy-forms; Crypto: pycryptodome pycrypto;
  Cryptodome: pycryptodomex; Cython: cython;
  cv2: opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless;
  cx_Oracle: cx-oracle; dash_bootstrap_components: dash-bootstrap-components; dateparser: dateparser;
  dateutil: python-dateutil; dbus: dbus-python; debug_toolbar: django-debug-toolbar;
  decouple: python-decouple; deepl: deepl; discord: discord-py py-cord nextcord;
  dj_database_url: dj-database-url; django: django; django_filters: django-filter; dns: dnspython;
  docker: docker docker-py; docx: python-docx; dotenv: python-dotenv; drf_spectacular: drf-spectacular;
  drf_yasg: drf-yasg; duckdb_engine: duckdb-engine; easydict: easydict; editor: python-editor;
  elasticsearch_dsl: elasticsearch-dsl; elftools: pyelftools; email_validator: email-validator;
  engineio: python-engineio; enchant: pyenchant; environ: django-environ environ-config;
  environs: environs; exceptiongroup: exceptiongroup; faiss: faiss-cpu faiss-gpu;
  fake_useragent: fake-useragent; fastjsonschema: fastjsonschema; ffmpeg: ffmpeg-python; fitz: pymupdf;
  flask_caching: flask-caching; flask_cors: flask-cors; flask_login: flask-login;
  flask_migrate: flask-migrate; flask_restful: flask-restful; flask_sqlalchemy: flask-sqlalchemy;
  flask_wtf: flask-wtf; flaskext: flask; Foundation: pyobjc-framework-cocoa pyobjc;
  fuse: fusepy fuse-python; gflags: python-gflags; gi: pygobject; git: gitpython; github: pygithub;
  gitlab: python-gitlab; gnupg: python-gnupg gnupg; google.api_core: google-api-core;
  google.auth: google-auth; google.cloud: google-cloud; google.generativeai: google-generativeai;
  google.genai: google-genai; google.oauth2: google-auth; google.protobuf: protobuf;
  google_auth_oauthlib: google-auth-oauthlib; googleapiclient: google-api-python-client;
  graphene_django: graphene-django; graphql: graphql-core; graphviz: graphviz; grpc: grpcio;
  grpc_status: grpcio-status; grpc_tools: grpcio-tools; gym: gym gymnasium;
  haystack: django-haystack haystack-ai farm-haystack; hamcrest: pyhamcrest; hdbcli: hdbcli; hvac: hvac;
  hydra: hydra-core; igraph: python-igraph igraph; imblearn: imbalanced-learn;
  influxdb_client: influxdb-client; ipykernel: ipykernel; IPython: ipython; ipywidgets: ipywidgets;
  isodate: isodate; jenkins: python-jenkins; jinja2: jinja2; jose: python-jose; josepy: josepy;
  jpype: jpype1; jwt: pyjwt; kafka: kafka-python kafka-python-ng; kazoo: kazoo; kiwipiepy: kiwipiepy;
  kubernetes: kubernetes; langchain_community: langchain-community; ldap: python-ldap; ldap3: ldap3;
  Levenshtein: levenshtein python-levenshtein; lib2to3: fissix; lightgbm: lightgbm;
  llama_index: llama-index llama-index-core; lxml: lxml; magic: python-magic python-magic-bin file-magic;
  markdown: markdown; markdown_it: markdown-it-py; markupsafe: markupsafe; matplotlib: matplotlib;
  mdit_py_plugins: mdit-py-plugins; memcache: python-memcached python3-memcached; mistune: mistune;
  MySQLdb: mysqlclient; mysql: mysql-connector-python mysql-connector mysql-connector-python-rf;
  nacl: pynacl; netaddr: netaddr; netCDF4: netcdf4; newrelic: newrelic; nmap: python-nmap;
  novaclient: python-novaclient; oauth2client: oauth2client; OpenGL: pyopengl; OpenSSL: pyopenssl;
  openid: python3-openid python-openid; opentelemetry: opentelemetry-api opentelemetry-sdk; osgeo: gdal;
  paho: paho-mqtt; past: future; patoolib: patool; peewee: peewee; PIL: pillow pillow-simd; pip: pip;
  pkg_resources: setuptools; playhouse: peewee; plotly: plotly; prometheus_client: prometheus-client;
  psycopg: psycopg psycopg-binary psycopg-c; psycopg2: psycopg2 psycopg2-binary; pwn: pwntools;
  py: py pytest; pyasn1_modules: pyasn1-modules; pycocotools: pycocotools;
  pydantic_settings: pydantic-settings; pydispatch: pydispatcher; pygit2: pygit2; pylab: matplotlib;
  pymysql: pymysql; pynput: pynput; pyximport: cython; PyQt4: pyqt4; PyQt5: pyqt5; PyQt6: pyqt6;
  PySide2: pyside2; PySide6: pyside6 pyside6-essentials; pytest_asyncio: pytest-asyncio;
  pythoncom: pywin32; pythonjsonlogger: python-json-logger; pythonwin: pywin32; pywintypes: pywin32;
  qrcode: qrcode; Quartz: pyobjc-framework-quartz pyobjc; ratelimit: django-ratelimit ratelimit;
  redis: redis; rest_framework: djangorestframework;
  rest_framework_simplejwt: djangorestframework-simplejwt; RPi: rpi-gpio; ruamel: ruamel-yaml;
  sass: libsass; scapy: scapy; scrapy: scrapy; scss: pyscss; sentence_transformers: sentence-transformers;
  sentry_sdk: sentry-sdk; serial: pyserial; shapely: shapely; simple_history: django-simple-history;
  skimage: scikit-image; sklearn: scikit-learn sklearn; skopt: scikit-optimize;
  slack: slackclient slack-sdk; slack_sdk: slack-sdk; slugify: python-slugify unicode-slugify;
  snappy: python-snappy;
  snowflake: snowflake-connector-python snowflake-snowpark-python snowflake-sqlalchemy;
  social_core: social-auth-core; social_django: social-auth-app-django; socketio: python-socketio;
  socks: pysocks; sphinx_rtd_theme: sphinx-rtd-theme; sqlalchemy_utils: sqlalchemy-utils;
  sshtunnel: sshtunnel; starlette: starlette; storages: django-storages; stripe: stripe;
  swiftclient: python-swiftclient; systemd: systemd-python; taggit: django-taggit; talib: ta-lib;
  telebot: pytelegrambotapi; telegram: python-telegram-bot;
  tensorflow: tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos; tlz: toolz; tomli_w: tomli-w;
  tornado: tornado; tree_sitter: tree-sitter; twisted: twisted; txaio: txaio;
  typing_extensions: typing-extensions; tzlocal: tzlocal; unidecode: unidecode; usb: pyusb;
  uwsgidecorators: uwsgi; vlc: python-vlc; webview: pywebview; websocket: websocket-client;
  werkzeug: werkzeug; whois: python-whois; win32api: pywin32; win32clipboard: pywin32; win32com: pywin32;
  win32con: pywin32; win32event: pywin32; win32file: pywin32; win32gui: pywin32; win32pipe: pywin32;
  win32process: pywin32; win32security: pywin32; win32service: pywin32; win32serviceutil: pywin32;
  wx: wxpython; xapian: xapian-bindings; Xlib: python-xlib; xmltodict: xmltodict; yaml: pyyaml ruamel-yaml;
  yattag: yattag; zmq: pyzmq; zoneinfo: backports-zoneinfo`;

/** What comes along with a distribution and is often imported without being declared. */
const ALONG = `
  aiohttp: multidict yarl aiosignal frozenlist attr async_timeout; aiogram: aiohttp pydantic;
  apache-airflow: airflow pendulum sqlalchemy jinja2 attr flask;
  black: click pathspec platformdirs packaging; boto3: botocore s3transfer jmespath;
  celery: kombu billiard vine amqp click; cryptography: cffi; dash: plotly flask werkzeug;
  django: asgiref sqlparse; djangorestframework: django;
  fastapi: starlette pydantic pydantic_core anyio typing_extensions annotated_types;
  flask: werkzeug jinja2 markupsafe itsdangerous click blinker; flask-sqlalchemy: flask sqlalchemy;
  geopandas: pandas shapely pyproj numpy; gradio: fastapi pydantic numpy pandas httpx;
  httpx: httpcore anyio certifi idna sniffio h11 h2; ipython: traitlets pygments IPython prompt_toolkit;
  jupyter: IPython ipykernel ipywidgets nbformat nbconvert traitlets notebook; keras: numpy h5py;
  langchain: langchain_core langchain_text_splitters pydantic langsmith sqlalchemy;
  matplotlib: numpy mpl_toolkits PIL dateutil cycler kiwisolver pyparsing;
  mypy: mypy_extensions typing_extensions mypyc; numba: numpy llvmlite; openai: httpx pydantic;
  opencv-python: numpy; pandas: numpy dateutil pytz; poetry: tomlkit cleo poetry;
  pydantic: pydantic_core typing_extensions annotated_types; pytest: _pytest pluggy iniconfig packaging py;
  requests: urllib3 certifi idna charset_normalizer chardet; rich: pygments markdown_it;
  scikit-learn: numpy scipy joblib threadpoolctl; scipy: numpy;
  scrapy: twisted parsel w3lib itemadapter lxml zope; seaborn: numpy pandas matplotlib;
  selenium: urllib3 trio; sphinx: docutils jinja2 pygments babel packaging alabaster imagesize;
  sqlalchemy: greenlet typing_extensions; streamlit: pandas numpy PIL altair pyarrow tornado;
  tensorflow: numpy keras tensorboard h5py google absl;
  torch: numpy sympy networkx jinja2 fsspec typing_extensions torchgen functorch;
  torchvision: torch numpy PIL; tox: virtualenv packaging pluggy;
  transformers: numpy tokenizers huggingface_hub tqdm requests regex safetensors yaml;
  twisted: zope constantly incremental hyperlink attr; typer: click rich; uvicorn: click h11;
  werkzeug: markupsafe`;

/** Provided by an interpreter, a host application or a notebook; no manifest needs to say so. */
const HOSTED = new Set(
  `_typeshed arcpy bpy bpy_extras bgl bmesh blf mathutils bpy_types c4d clr dbutils FreeCAD FreeCADGui gdb hou idaapi
   idautils idc ida_hexrays js lldb machine maya micropip micropython mod_python network nuke pcbnew pip pkg_resources
   pyodide pyodide_js pymel pyspark qgis rpm setuptools sublime sublime_plugin substance_painter unreal ujson utime
   uos usocket ustruct uasyncio vim wheel xbmc xbmcaddon xbmcgui xbmcplugin xbmcvfs Adafruit_DHT board digitalio
   busio lib_manager invoke nox fabric conan conans waflib SCons locust doit apt_pkg java javax org com jarray
   ansible ansible_collections salt awsglue awslambdaric google_crc32c _cffi_backend _pytest distutils
   mpy_cross neopixel rp2 esp32 kaggle_secrets`.split(/\s+/),
);

function table(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = text
    .trim()
    .split(/;\s*/)
    .map((row) => row.split(': '));
  return new Map(rows.map(([key = '', values = '']) => [key, values.split(' ')]));
}

const known = table(KNOWN);
const along = table(ALONG);

/** The distributions that are known to bring a dotted module, longest known part of its name first. */
export function knownDistributions(parts: readonly string[]): readonly string[] {
  for (let length = Math.min(parts.length, 3); length > 0; length--) {
    const found = known.get(parts.slice(0, length).join('.'));
    if (found) return found;
  }
  return [];
}

/** Whether a declared distribution is known to bring the module along. */
export function comesAlong(top: string, declared: Iterable<string>): boolean {
  for (const name of declared) if (along.get(name)?.includes(top)) return true;
  return false;
}

/** Whether the module belongs to a distribution that is known at all: it exists, declared or not. */
export function isWellKnown(top: string): boolean {
  return known.has(top) || WELL_KNOWN.has(top);
}

/** Much-used distributions that are imported under their own names. */
const POPULAR = `
  aiofiles aiohttp alembic altair amqp anthropic anyio appdirs apscheduler arrow asgiref asyncpg attrs autopep8 babel
  backoff bcrypt billiard black bleach blinker bokeh boltons boto boto3 botocore bottle build cachetools cattrs
  celery certifi cffi chardet click cloudpickle colorama colorlog coverage croniter cryptography cycler cython
  dask decorator deepdiff defusedxml dill distlib distro docopt docutils dulwich elasticsearch eventlet execnet
  factory faker falcon fastapi fasteners feedparser filelock flake8 flask freezegun frozenlist fsspec gevent
  greenlet gunicorn h11 h2 h5py httplib2 httptools httpx humanize hypercorn hyperlink hypothesis idna imageio
  importlib_metadata importlib_resources inflection iniconfig isort itsdangerous jedi jinja2 jmespath joblib
  jsonpatch jsonpath_ng jsonpointer jsonschema kombu langchain librosa litellm llvmlite lockfile loguru lxml mako
  markdown markupsafe marshmallow mccabe mock more_itertools moto motor mpmath msgpack multidict mypy nbformat
  networkx nltk nose numba numpy oauthlib openai openpyxl orjson packaging pandas paramiko parso passlib pathspec
  patsy peewee pendulum pexpect platformdirs pluggy polars portalocker pre_commit progressbar prompt_toolkit psutil
  ptyprocess pyarrow pyasn1 pycodestyle pycparser pycurl pydantic pydot pyflakes pygments pylint pymongo pyparsing
  pypdf pyperclip pyproj pyrsistent pytest pytz pyzstd rapidfuzz ray redis regex requests requests_oauthlib
  requests_toolbelt responses rich rsa s3fs s3transfer sanic scipy scrapy seaborn selenium sentencepiece
  simplejson six smart_open sniffio sortedcontainers soupsieve spacy sphinx sqlalchemy sqlmodel sqlparse starlette
  statsmodels structlog sympy tabulate tblib tenacity tensorboard termcolor textual tiktoken tokenizers toml tomli
  tomlkit toolz torch tornado tox tqdm traitlets transformers trio typeguard typer typing_extensions tzdata ujson
  uritemplate urllib3 uvicorn uvloop validators virtualenv voluptuous watchdog watchfiles wcwidth webencodings
  websockets werkzeug wrapt wtforms xarray xgboost xlrd xlsxwriter xlwt yarl zipp`;

const WELL_KNOWN = new Set(
  [...POPULAR.trim().split(/\s+/), ...along.keys(), ...[...along.values()].flat()].map((name) =>
    name.replaceAll('-', '_'),
  ),
);

export function isHosted(top: string): boolean {
  return HOSTED.has(top);
}
