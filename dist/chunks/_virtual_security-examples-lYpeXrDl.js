var e={"security/archive-traversal":{bad:[{"example.go":`package unpack

import (
  "archive/zip"
  "os"
  "path/filepath"
)

func unpack(archive *zip.Reader, folder string) error {
  for _, file := range archive.File {
    out, err := os.Create(filepath.Join(folder, file.Name))
    if err != nil {
      return err
    }
    write(out, file)
  }
  return nil
}
`},{"example.java":`class Unpack {
  void unpack(ZipInputStream zip, File folder) throws IOException {
    ZipEntry entry;
    while ((entry = zip.getNextEntry()) != null) {
      File target = new File(folder, entry.getName());
      copy(zip, new FileOutputStream(target));
    }
  }
}
`},{"example.js":`const unzipper = require('unzipper');
fs.createReadStream(file).pipe(unzipper.Parse()).on('entry', (entry) => {
  entry.pipe(fs.createWriteStream(path.join(folder, entry.path)));
});
`},{"example.js":`const zip = new AdmZip(file);
for (const entry of zip.getEntries()) {
  fs.writeFileSync(folder + '/' + entry.entryName, entry.getData());
}
`},{"example.py":`import tarfile

def unpack(name):
    with tarfile.open(name) as archive:
        archive.extractall("work")
`},{"example.py":`import os
import zipfile

def unpack(name):
    with zipfile.ZipFile(name) as archive:
        for entry in archive.namelist():
            with open(os.path.join("work", entry), "wb") as file:
                file.write(archive.read(entry))
`}],good:[{"example.go":`package unpack

import (
  "archive/zip"
  "os"
  "path/filepath"
)

func unpack(archive *zip.Reader, folder string) error {
  for _, file := range archive.File {
    if !filepath.IsLocal(file.Name) {
      continue
    }
    out, err := os.Create(filepath.Join(folder, file.Name))
    if err != nil {
      return err
    }
    write(out, file)
  }
  return nil
}
`},{"example.java":`class Unpack {
  void unpack(ZipInputStream zip, Path folder) throws IOException {
    ZipEntry entry;
    while ((entry = zip.getNextEntry()) != null) {
      Path target = folder.resolve(entry.getName()).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("outside of the folder");
      }
      Files.copy(zip, target);
    }
  }
}
`},{"example.js":`const unzipper = require('unzipper');
fs.createReadStream(file).pipe(unzipper.Parse()).on('entry', (entry) => {
  const target = path.join(folder, entry.path);
  if (!target.startsWith(folder)) return entry.autodrain();
  entry.pipe(fs.createWriteStream(target));
});
`},{"example.py":`import tarfile

def unpack(name):
    with tarfile.open(name) as archive:
        archive.extractall("work", filter="data")
`},{"example.py":`import zipfile

def unpack(name):
    with zipfile.ZipFile(name) as archive:
        archive.extractall("work")
`}]},"security/argument-injection":{bad:[{"example.go":`package repos

import (
  "net/http"
  "os/exec"
)

func clone(w http.ResponseWriter, r *http.Request) {
  exec.Command("git", "clone", r.FormValue("url"), "/srv/repos/new").Run()
}
`},{"example.java":`class Clone extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    new ProcessBuilder("git", "clone", request.getParameter("url")).start();
  }
}
`},{"example.js":`const { spawn } = require('child_process');
app.post('/import', (req, res) => {
  spawn('git', ['clone', req.body.url]);
  res.end();
});
`},{"example.js":`const { spawn } = require('child_process');
const clone = (url) => spawn('git', ['clone', url]);
`}],good:[{"example.go":`package repos

import (
  "net/http"
  "os/exec"
)

func clone(w http.ResponseWriter, r *http.Request) {
  exec.Command("git", "clone", "--", r.FormValue("url"), "/srv/repos/new").Run()
}
`},{"example.java":`class Clone extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    new ProcessBuilder("git", "clone", "--", request.getParameter("url")).start();
  }
}
`},{"example.js":`const { spawn } = require('child_process');
app.post('/import', (req, res) => {
  spawn('git', ['clone', '--', req.body.url]);
  res.end();
});
`},{"example.js":`const { spawn } = require('child_process');
const ADDRESS = 'https://example.com/repository.git';
const clone = (folder) => spawn('git', ['clone', '--', ADDRESS, folder]);
`}]},"security/certificate-check-off":{bad:[{"example.go":`package client

import (
  "crypto/tls"
  "net/http"
)

var client = &http.Client{Transport: &http.Transport{
  TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
}}
`},{"example.java":`class TrustAll implements X509TrustManager {
  public void checkClientTrusted(X509Certificate[] chain, String kind) {}

  public void checkServerTrusted(X509Certificate[] chain, String kind) {}

  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
`},{"example.java":`class Client {
  void open(HttpsURLConnection connection) {
    connection.setHostnameVerifier((host, session) -> true);
  }
}
`},{"example.java":`class AnyHost implements HostnameVerifier {
  public boolean verify(String host, SSLSession session) {
    return true;
  }
}
`},{"example.js":`const https = require('https');
const agent = new https.Agent({ rejectUnauthorized: false });
`},{"example.js":`const request = require('request');
request({ url: 'https://example.com', strictSSL: false }, done);
`},{"example.js":`process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
`},{"example.js":`const agent = new https.Agent({ checkServerIdentity: () => undefined });
`},{"example.py":`import requests

answer = requests.get("https://example.com", verify=False, timeout=5)
`},{"example.py":`import ssl

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
`}],good:[{"example.go":`package client

import (
  "crypto/tls"
  "net/http"
)

var client = &http.Client{Transport: &http.Transport{
  TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS13},
}}
`},{"example.go":`package client

import "crypto/tls"

func config(options Options) *tls.Config {
  return &tls.Config{InsecureSkipVerify: options.Insecure}
}
`},{"example.java":`class Pinned implements X509TrustManager {
  private final X509TrustManager normal = Certificates.normal();

  public void checkClientTrusted(X509Certificate[] chain, String kind) {}

  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    normal.checkServerTrusted(chain, kind);
  }

  public X509Certificate[] getAcceptedIssuers() {
    return normal.getAcceptedIssuers();
  }
}
`},{"example.java":`class Client {
  void open(HttpsURLConnection connection) {
    connection.setHostnameVerifier(HttpsURLConnection.getDefaultHostnameVerifier());
  }
}
`},{"example.js":`const https = require('https');
const agent = new https.Agent({ rejectUnauthorized: true, ca: fs.readFileSync('ca.pem') });
`},{"example.js":`process.env.NODE_EXTRA_CA_CERTS = 'ca.pem';
`},{"example.js":`process.env.NODE_EXTRA_CA_CERTS = 'ca.pem';
`},{"example.py":`import requests

answer = requests.get("https://example.com", verify="ca.pem", timeout=5)
`},{"example.py":`import ssl

context = ssl.create_default_context()
`}]},"security/cleartext-traffic":{bad:[{"example.go":`package client

import "google.golang.org/grpc"

func connect(host string) (*grpc.ClientConn, error) {
  return grpc.Dial(host, grpc.WithInsecure())
}
`},{"example.go":`package rates

import "net/http"

func rates() (*http.Response, error) {
  return http.Get("http://api.rates.io/v1/latest")
}
`},{"example.java":`class Client {
  InputStream open() throws IOException {
    return new URL("http://api.example.com/orders").openStream();
  }
}
`},{"example.java":`class Client {
  Socket open() throws IOException {
    return new Socket("mail.example.com", 25);
  }
}
`},{"example.js":`const answer = await fetch('http://api.example.com/prices');
`},{"example.js":`import axios from 'axios';
axios.post('http://api.example.com/orders', order);
`},{"example.js":`axios({ method: 'POST', url: 'http://api.example.com/orders' });
`},{"example.js":`import * as s3 from 'aws-cdk-lib/aws-s3';
const uploads = new s3.Bucket(this, 'Uploads');
`},{"example.js":`import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
const jobs = new Queue(this, 'Jobs', { encryption: QueueEncryption.UNENCRYPTED });
`},{"example.js":`const db = new Sequelize({ dialect: 'postgres', host: 'db.example.com', dialectOptions: { ssl: false } });
`},{"example.js":`const client = new Prices('prices.example.com:443', grpc.credentials.createInsecure());
`},{"example.py":`import requests

answer = requests.post("http://api.example.com/login", json=data, timeout=5)
`},{"example.py":`import ftplib

server = ftplib.FTP("files.example.com", USER, PASSWORD)
`}],good:[{"example.go":`package client

import (
  "google.golang.org/grpc"
  "google.golang.org/grpc/credentials"
)

func connect(host string) (*grpc.ClientConn, error) {
  return grpc.NewClient(host, grpc.WithTransportCredentials(credentials.NewClientTLSFromCert(nil, "")))
}
`},{"example.go":`package rates

import "net/http"

func rates() (*http.Response, error) {
  http.Get("http://localhost:8080/health")
  return http.Get("https://api.rates.io/v1/latest")
}
`},{"example.java":`class Client {
  InputStream open() throws IOException {
    return new URL("https://api.example.com/orders").openStream();
  }

  Socket open(int port) throws IOException {
    return new Socket("localhost", port);
  }

  Socket secure() throws IOException {
    return SSLSocketFactory.getDefault().createSocket("mail.example.com", 465);
  }
}
`},{"example.js":`const answer = await fetch('https://api.example.com/prices');
const local = await fetch('http://localhost:3000/health');
const inner = await axios.get('http://192.168.0.2/status');
`},{"example.js":`import * as s3 from 'aws-cdk-lib/aws-s3';
const uploads = new s3.Bucket(this, 'Uploads', { enforceSSL: true });
`},{"example.js":`import PQueue from 'p-queue';
const queue = new PQueue({ concurrency: 2 });
`},{"example.js":`const db = new Sequelize({ dialect: 'postgres', host: 'db.example.com', dialectOptions: { ssl: true } });
`},{"example.js":`const client = new Prices('prices.example.com:443', grpc.credentials.createSsl());
const local = new Prices('localhost:50051', grpc.credentials.createInsecure());
`},{"example.py":`import requests

answer = requests.post("https://api.example.com/login", json=data, timeout=5)
health = requests.get("http://localhost:8080/health", timeout=5)
`},{"example.py":`import ftplib

server = ftplib.FTP_TLS("files.example.com", USER, PASSWORD)
`}]},"security/code-from-text":{bad:[{"example.java":`class Rules {
  private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");

  Object check(String limit) throws ScriptException {
    return engine.eval("total > " + limit);
  }
}
`},{"example.js":`export function compute(expression) {
  return eval(expression);
}
`},{"example.js":"const name = prompt('Which function?');\nconst call = new Function(`return ${name}()`);\n"},{"example.js":`const vm = require('vm');
app.post('/orders', (req, res) => {
  const sandbox = { order: req.body.order };
  res.json(vm.runInNewContext('price(order)', sandbox));
});
`},{"example.py":`def compute(formula):
    return eval(formula)
`},{"example.py":`import sys

exec(sys.argv[1])
`},{"example.py":`import logging.config

logging.config.listen(9999).start()
`}],good:[{"example.java":`class Rules {
  private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");

  Object check(String limit) throws ScriptException {
    engine.put("limit", limit);
    return engine.eval("total > limit");
  }
}
`},{"example.js":`const GREETING = '1 + 1';
console.log(eval(GREETING), eval('2 + 2'));
const load = new Function('path', 'return import(path)');
`},{"example.js":`const vm = require('vm');
const run = () => vm.runInNewContext('price(order)', { order: { items: [1, 2] } });
`},{"example.py":`import ast

def read(text):
    return ast.literal_eval(text)
`},{"example.py":`answer = eval("6 * 7")
`},{"example.py":`import logging.config

logging.config.fileConfig("logging.ini")
`}]},"security/code-injection":{bad:[{"example.go":`package calc

import (
  "net/http"

  "github.com/dop251/goja"
)

func calc(w http.ResponseWriter, r *http.Request) {
  vm := goja.New()
  value, err := vm.RunString(r.FormValue("formula"))
  answer(w, value, err)
}
`},{"example.java":`class Calculator extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    Object result = engine.eval(request.getParameter("sum"));
  }
}
`},{"example.java":`@RestController
class Filters {
  private final ExpressionParser parser = new SpelExpressionParser();

  @GetMapping("/filter")
  Object filter(@RequestParam String expression) {
    return parser.parseExpression(expression).getValue();
  }
}
`},{"example.js":`app.get('/sum', (req, res) => {
  res.json(eval(req.query.expression));
});
`},{"example.js":`const vm = require('vm');
app.post('/filter', (req, res) => {
  const script = new vm.Script('items.filter((item) => ' + req.body.condition + ')');
  res.json(script.runInNewContext({ items }));
});
`},{"example.js":`router.post('/rules', async (ctx) => {
  const apply = new Function('order', \`return \${ctx.request.body.rule}\`);
  ctx.body = orders.map(apply);
});
`},{"example.py":`from flask import request

@app.route("/calc")
def calc():
    return str(eval(request.args["expression"]))
`},{"example.py":`def run(request):
    source = request.POST.get("source")
    exec("result = " + source)
`}],good:[{"example.go":`package calc

import (
  "net/http"

  "github.com/dop251/goja"
)

func calc(w http.ResponseWriter, r *http.Request) {
  vm := goja.New()
  vm.Set("name", r.FormValue("name"))
  value, err := vm.RunString("name.length")
  answer(w, value, err)
}
`},{"example.java":`class Calculator extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    engine.put("input", request.getParameter("input"));
    Object result = engine.eval("input.length");
  }
}
`},{"example.js":`const OPERATIONS = { sum: (a, b) => a + b };
app.get('/sum', (req, res) => {
  const apply = OPERATIONS[req.query.operation];
  res.json(apply(Number(req.query.a), Number(req.query.b)));
});
`},{"example.py":`import ast
from flask import request

@app.route("/calc")
def calc():
    return str(ast.literal_eval(request.args["expression"]))
`}]},"security/command-injection":{bad:[{"example.go":`package ping

import (
  "net/http"
  "os/exec"
)

func ping(w http.ResponseWriter, r *http.Request) {
  host := r.URL.Query().Get("host")
  out, _ := exec.Command("sh", "-c", "ping -c 1 "+host).CombinedOutput()
  w.Write(out)
}
`},{"example.go":`package tools

import (
  "os/exec"

  "github.com/gin-gonic/gin"
)

func run(c *gin.Context) {
  out, _ := exec.CommandContext(c, c.PostForm("tool"), "--version").Output()
  c.JSON(200, gin.H{"out": string(out)})
}
`},{"example.java":`class Ping {
  void ping(HttpServletRequest request) throws IOException {
    String host = request.getParameter("host");
    Runtime.getRuntime().exec("ping -c 1 " + host);
  }
}
`},{"example.java":`@RestController
class Convert {
  @PostMapping("/convert")
  void convert(@RequestParam String file) throws IOException {
    new ProcessBuilder("/bin/sh", "-c", "convert " + file + " out.png").start();
  }
}
`},{"example.java":`class Lookup extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add("-c");
    command.add("nslookup " + request.getHeader("X-Host"));
    new ProcessBuilder(command).start();
  }
}
`},{"example.js":`import { exec } from 'node:child_process';
app.get('/ping', (req, res) => {
  exec('ping -c 1 ' + req.query.host, (error, out) => res.send(out));
});
`},{"example.js":`const cp = require('child_process');
app.post('/thumb', (req, res) => {
  const { name } = req.body;
  cp.execSync(\`convert uploads/\${name} -resize 100x100 thumbs/\${name}\`);
  res.end();
});
`},{"example.js":`const { spawn } = require('child_process');
app.post('/run', (req, res) => {
  spawn('sh', ['-c', 'grep ' + req.body.word + ' words.txt']).stdout.pipe(res);
});
`},{"example.py":`import os
from flask import request

@app.route("/ping")
def ping():
    host = request.args.get("host")
    return os.popen("ping -c 1 " + host).read()
`},{"example.py":`import subprocess

def convert(request):
    name = request.POST["name"]
    subprocess.run(f"convert {name} out.png", shell=True, check=True)
`},{"example.py":`import subprocess

@app.post("/run/{tool}")
def run(tool: str):
    subprocess.run(["sh", "-c", tool])
`}],good:[{"example.go":`package ping

import (
  "net/http"
  "os/exec"
  "strings"
)

var tools = map[string]string{"ping": "/bin/ping", "trace": "/bin/traceroute"}

func ping(w http.ResponseWriter, r *http.Request) {
  host := r.URL.Query().Get("host")
  if strings.HasPrefix(host, "-") {
    return
  }
  exec.Command("ping", "-c", "1", "--", host).Run()
  exec.Command(tools[r.FormValue("tool")], "--version").Run()
  exec.Command("sh", "-c", "uptime").Run()
}
`},{"example.java":`class Ping {
  void ping(HttpServletRequest request) throws IOException {
    String host = request.getParameter("host");
    new ProcessBuilder("ping", "-c", "1", "--", host).start();
  }

  void count(HttpServletRequest request) throws IOException {
    int times = Integer.parseInt(request.getParameter("times"));
    Runtime.getRuntime().exec("ping -c " + times + " localhost");
  }
}
`},{"example.js":`const { execFile } = require('node:child_process');
app.get('/ping', (req, res) => {
  execFile('ping', ['-c', '1', '--', req.query.host], (error, out) => res.send(String(out.length)));
});
`},{"example.js":`const { exec } = require('node:child_process');
app.get('/pages', (req, res) => {
  const page = parseInt(req.query.page, 10);
  exec(\`pdftotext -f \${page} -l \${page} book.pdf -\`, (error, out) => res.json(out));
  const found = /a(b)/.exec(req.query.text);
});
`},{"example.py":`import subprocess
from flask import request

@app.route("/ping")
def ping():
    host = request.args.get("host")
    return subprocess.run(["ping", "-c", "1", "--", host], capture_output=True).stdout
`},{"example.py":`import os
import shlex

def convert(request):
    os.system("convert " + shlex.quote(request.POST["name"]) + " out.png")
`},{"example.py":`import os

TOOLS = {"date": "date -u", "disk": "df -h"}

def run(request):
    os.system(TOOLS[request.GET["tool"]])
`}]},"security/cors-open":{bad:[{"example.go":`package api

import "net/http"

func list(w http.ResponseWriter, r *http.Request) {
  w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
  w.Header().Set("Access-Control-Allow-Credentials", "true")
}
`},{"example.go":`package api

import "github.com/rs/cors"

var open = cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true})
`},{"example.java":`class Web implements WebMvcConfigurer {
  public void addCorsMappings(CorsRegistry registry) {
    registry.addMapping("/**").allowedOrigins("*");
  }
}
`},{"example.java":`@RestController
@CrossOrigin
class Orders {}
`},{"example.js":`app.use(cors({ origin: '*', methods: ['GET', 'POST'] }));
`},{"example.js":`app.use(cors({ origin: true, credentials: true }));
`},{"example.js":`const app = await NestFactory.create(AppModule, { cors: true });
`},{"example.js":`app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  next();
});
`},{"example.py":`from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
`}],good:[{"example.go":`package api

import "net/http"

func list(w http.ResponseWriter, r *http.Request) {
  w.Header().Set("Access-Control-Allow-Origin", "https://shop.example.com")
  w.Header().Set("Access-Control-Allow-Credentials", "true")
}
`},{"example.java":`class Web implements WebMvcConfigurer {
  public void addCorsMappings(CorsRegistry registry) {
    registry.addMapping("/**").allowedOrigins("https://shop.example.com");
  }
}
`},{"example.js":`app.use(cors({ origin: ['https://example.com'], credentials: true }));
`},{"example.js":`const app = await NestFactory.create(AppModule, { cors: { origin: 'https://example.com' } });
`},{"example.js":`res.setHeader('Access-Control-Allow-Origin', 'https://example.com');
`},{"example.py":`from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://www.example.com"])
`}]},"security/cross-site-scripting":{bad:[{"example.go":`package hello

import (
  "fmt"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  name := r.URL.Query().Get("name")
  fmt.Fprintf(w, "<h1>Hello, %s</h1>", name)
}
`},{"example.go":`package hello

import (
  "html/template"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  page.Execute(w, template.HTML(r.FormValue("comment")))
}
`},{"example.go":`package hello

import "net/http"

func hello(w http.ResponseWriter, r *http.Request) {
  w.Header().Set("Content-Type", "text/html; charset=utf-8")
  w.Write([]byte(r.FormValue("comment")))
}
`},{"example.java":`class Hello extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/html");
    response.getWriter().println("<h1>Hello " + request.getParameter("name") + "</h1>");
  }
}
`},{"example.java":`class Search extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String query = request.getParameter("q");
    PrintWriter out = response.getWriter();
    out.write("Results for " + query);
  }
}
`},{"example.java":`@RestController
class Hello {
  @GetMapping("/hello")
  String hello(@RequestParam String name) {
    return "<h1>Hello " + name + "</h1>";
  }
}
`},{"example.java":`@RestController
class Card {
  @GetMapping("/card")
  ResponseEntity<String> card(@RequestParam String picture) {
    String html = String.format("<img src=\\"%s\\">", picture);
    return new ResponseEntity<>(html, HttpStatus.OK);
  }
}
`},{"example.java":`@RestController
class Echo {
  @GetMapping("/echo")
  String echo(@RequestParam String text) {
    return text;
  }
}
`},{"example.js":`app.get('/hello', (req, res) => {
  res.send('<h1>Hello ' + req.query.name + '</h1>');
});
`},{"example.js":`app.get('/search', (req, res) => {
  const term = req.query.q;
  res.write(\`<p>Nothing found for \${term}</p>\`);
  res.end();
});
`},{"example.js":"app.get('/hello', (c) => c.html(`<h1>${c.req.query('name')}</h1>`));\n"},{"example.js":`const name = new URLSearchParams(location.search).get('name');
document.querySelector('#greeting').innerHTML = 'Hello ' + name;
`},{"example.js":`$('#title').html(decodeURIComponent(location.hash.slice(1)));
`},{"example.js":`window.addEventListener('message', (event) => {
  document.body.insertAdjacentHTML('beforeend', event.data);
});
`},{"example.py":`from flask import Flask, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    name = request.args.get("name", "")
    return "<h1>Hello " + name + "</h1>"
`},{"example.py":`from django.http import HttpResponse

def hello(request):
    return HttpResponse("<h1>Hello %s</h1>" % request.GET["name"])
`},{"example.py":`from fastapi.responses import HTMLResponse

@app.get("/hello")
def hello(name: str):
    return HTMLResponse(f"<h1>Hello {name}</h1>")
`}],good:[{"example.go":`package hello

import (
  "fmt"
  "html"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  name := r.URL.Query().Get("name")
  fmt.Fprintf(w, "<h1>Hello, %s</h1>", html.EscapeString(name))
  page.Execute(w, name)
}
`},{"example.go":`package hello

import (
  "encoding/json"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  w.Header().Set("Content-Type", "application/json")
  json.NewEncoder(w).Encode(map[string]string{"name": r.FormValue("name")})
}
`},{"example.java":`class Hello extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/html");
    response.getWriter().println("<h1>Hello " + Encode.forHtml(request.getParameter("name")) + "</h1>");
  }
}
`},{"example.java":`class Echo extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.getWriter().println(request.getParameter("name"));
  }
}
`},{"example.java":`@RestController
class Hello {
  @GetMapping("/hello")
  String hello(@RequestParam String name) {
    return "<h1>Hello " + HtmlUtils.htmlEscape(name) + "</h1>";
  }

  @GetMapping(value = "/plain", produces = MediaType.TEXT_PLAIN_VALUE)
  String plain(@RequestParam String name) {
    return "Hello " + name;
  }
}
`},{"example.java":`@RestController
class Echo {
  @GetMapping(value = "/echo", produces = MediaType.TEXT_PLAIN_VALUE)
  String echo(@RequestParam String text) {
    return text;
  }

  @GetMapping("/twice")
  int twice(@RequestParam int number) {
    return 2 * number;
  }
}
`},{"example.js":`app.get('/hello', (req, res) => {
  res.render('hello', { name: req.query.name });
});
`},{"example.js":`app.get('/search', async (req, res) => {
  const found = await store.search(req.query.q);
  res.send(found);
  res.send('<p>' + escapeHtml(req.query.q) + '</p>');
  res.send({ term: req.query.q });
});
`},{"example.js":`app.get('/plain', (req, res) => {
  res.type('text/plain');
  res.send('Hello ' + req.query.name);
});
`},{"example.js":`const name = new URLSearchParams(location.search).get('name');
document.querySelector('#greeting').textContent = 'Hello ' + name;
document.querySelector('#count').innerHTML = '<b>' + Number(name) + '</b>';
document.querySelector('#safe').innerHTML = DOMPurify.sanitize(name);
`},{"example.py":`class Icon(tornado.web.RequestHandler):
    def get(self):
        icon = icons.find(self.get_query_argument("path"))
        self.set_header("Content-Type", "image/png")
        self.write(icon)
`},{"example.py":`class Messages(RequestHandler):
    def get(self, name):
        found = []
        for message in messages.of(name):
            found.append(message.shown(name))
        self.write(found)
`},{"example.py":`from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)

@app.route("/hello")
def hello():
    return f"<h1>Hello {escape(request.args.get('name', ''))}</h1>"
`},{"example.py":`from django.http import HttpResponse

def hello(request):
    return HttpResponse(request.GET["name"], content_type="text/plain")
`},{"example.py":`from flask import Flask, jsonify, render_template, request

app = Flask(__name__)

@app.route("/hello")
def hello():
    return render_template("hello.html", name=request.args.get("name"))

@app.route("/api/hello")
def api():
    return {"name": request.args.get("name")}
`}]},"security/csrf-off":{bad:[{"example.go":`package shop

import (
  "net/http"

  "github.com/gorilla/csrf"
)

func skip(next http.Handler) http.Handler {
  return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
    next.ServeHTTP(w, csrf.UnsafeSkipCheck(r))
  })
}
`},{"example.java":`class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.csrf(csrf -> csrf.disable()).build();
  }
}
`},{"example.java":`class Security {
  void configure(HttpSecurity http) throws Exception {
    http.csrf().disable().authorizeRequests();
  }
}
`},{"example.js":`app.use(lusca({ csrf: false, xframe: 'SAMEORIGIN' }));
`},{"example.js":`const server = new ApolloServer({ schema, csrfPrevention: false });
`},{"example.js":`app.use(express.csrf());
app.use(express.methodOverride());
`},{"example.py":`from django.views.decorators.csrf import csrf_exempt

@csrf_exempt
def transfer(request):
    return pay(request.user, 100)
`},{"example.py":`from flask import Flask

app = Flask(__name__)
app.config["WTF_CSRF_ENABLED"] = False
`},{"example.py":`from flask import Flask

app = Flask(__name__)
app.config.update(WTF_CSRF_ENABLED=False)
`}],good:[{"example.go":`package shop

import (
  "net/http"

  "github.com/gorilla/csrf"
)

func protect(next http.Handler, key []byte) http.Handler {
  return csrf.Protect(key)(next)
}
`},{"example.java":`class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.formLogin(login -> login.permitAll()).build();
  }
}
`},{"example.java":`class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    http.csrf(csrf -> csrf.disable());
    http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    return http.build();
  }
}
`},{"example.js":`app.use(lusca({ csrf: true, xframe: 'SAMEORIGIN' }));
const server = new ApolloServer({ schema });
`},{"example.js":`app.use(express.methodOverride());
app.use(express.csrf());
`},{"example.py":`from django.views.decorators.csrf import csrf_protect

@csrf_protect
def transfer(request):
    return pay(request.user, 100)
`}]},"security/debug-mode":{bad:[{"example.go":`package main

import (
  "net/http"
  _ "net/http/pprof"
)

func main() {
  http.ListenAndServe(":8080", nil)
}
`},{"example.go":`package main

import "github.com/gin-gonic/gin"

func main() {
  gin.SetMode(gin.DebugMode)
  gin.Default().Run("localhost:8080")
}
`},{"example.java":`@EnableWebSecurity(debug = true)
class Security {}
`},{"example.js":`const errorhandler = require('errorhandler');
app.use(errorhandler());
`},{"example.js":`app.use('/graphql', graphqlHTTP({ schema, graphiql: true }));
`},{"example.py":`from flask import Flask

app = Flask(__name__)
app.run(debug=True)
`},{"example.py":`DEBUG = True
`}],good:[{"example.go":`package main

func main() {
  serve("localhost:8080", routes())
}
`},{"example.go":`package main

import (
  "os"

  "github.com/gin-gonic/gin"
)

func main() {
  gin.SetMode(os.Getenv("GIN_MODE"))
  gin.Default().Run("localhost:8080")
}
`},{"example.java":`@EnableWebSecurity
class Security {}
`},{"example.js":`const errorhandler = require('errorhandler');
if (process.env.NODE_ENV === 'development') {
  app.use(errorhandler());
}
`},{"example.js":`app.use('/graphql', graphqlHTTP({ schema, graphiql: process.env.NODE_ENV === 'development' }));
`},{"example.py":`import os

DEBUG = os.environ.get("DEBUG") == "1"
`}]},"security/default-credentials":{bad:[{"example.go":`package login

func isAdmin(user, password string) bool {
  return user == "admin" && password == "admin123"
}
`},{"example.java":`class Store {
  Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:mysql://db.example.com/shop", "root", "");
  }
}
`},{"example.js":`app.post('/admin', (req, res) => {
  if (req.body.user === 'admin' && req.body.password === 'letmein') return res.json({ ok: true });
  res.status(401).end();
});
`},{"example.py":`class Users:
    def create(self, name, password=""):
        user = self.model(name=name)
        user.set_password(password)
        return user
`}],good:[{"example.go":`package login

import "golang.org/x/crypto/bcrypt"

func isAdmin(user User, password string) bool {
  if password == "" {
    return false
  }
  return bcrypt.CompareHashAndPassword(user.Hash, []byte(password)) == nil
}
`},{"example.java":`class Store {
  Connection open() throws SQLException {
    return DriverManager.getConnection(System.getenv("DB"), "shop", System.getenv("DB_PASSWORD"));
  }
}
`},{"example.js":`app.post('/admin', async (req, res) => {
  if (req.body.password === '') return res.status(400).end();
  res.json({ ok: await bcrypt.compare(req.body.password, user.hash) });
});
`},{"example.py":`class Users:
    def create(self, name, password=None):
        user = self.model(name=name)
        user.set_password(password)
        return user
`}]},"security/error-details-exposed":{bad:[{"example.go":`package api

import (
  "net/http"
  "runtime/debug"
)

func recovered(w http.ResponseWriter) {
  if recover() != nil {
    http.Error(w, string(debug.Stack()), http.StatusInternalServerError)
  }
}
`},{"example.java":`class Orders extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      load();
    } catch (SQLException e) {
      e.printStackTrace(response.getWriter());
    }
  }
}
`},{"example.js":`app.use((error, req, res, next) => {
  res.status(500).send(error.stack);
});
`},{"example.js":`app.get('/items', async (req, res) => {
  try {
    res.json(await items());
  } catch (error) {
    res.status(500).json({ error: error.stack });
  }
});
`},{"example.py":`import traceback
from flask import Flask

app = Flask(__name__)

@app.route("/report")
def report():
    try:
        return make_report()
    except ValueError:
        return traceback.format_exc(), 500
`}],good:[{"example.go":`package api

import (
  "log/slog"
  "net/http"
  "runtime/debug"
)

func recovered(w http.ResponseWriter) {
  if problem := recover(); problem != nil {
    slog.Error("a handler failed", "stack", string(debug.Stack()))
    http.Error(w, "Something went wrong", http.StatusInternalServerError)
  }
}
`},{"example.java":`class Orders extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      load();
    } catch (SQLException e) {
      log.error("orders cannot be loaded", e);
      response.sendError(500, "Try again later.");
    }
  }
}
`},{"example.js":`app.use((error, req, res, next) => {
  console.error(error.stack);
  res.status(500).send('Something went wrong');
});
`},{"example.py":`import logging
from flask import Flask

app = Flask(__name__)

@app.route("/report")
def report():
    try:
        return make_report()
    except ValueError:
        logging.exception("the report failed")
        return "The report could not be made.", 500
`}]},"security/external-entity-injection":{bad:[{"example.java":`class Orders extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    DocumentBuilder builder = factory.newDocumentBuilder();
    Document order = builder.parse(request.getInputStream());
  }
}
`},{"example.js":`const libxmljs = require('libxmljs');
app.post('/orders', (req, res) => {
  const order = libxmljs.parseXml(req.body.toString(), { noent: true });
  res.json(order.root().name());
});
`},{"example.py":`from flask import request
from lxml import etree

@app.route("/order", methods=["POST"])
def order():
    parser = etree.XMLParser(resolve_entities=True)
    return etree.fromstring(request.data, parser).tag
`}],good:[{"example.java":`class Orders extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    Document order = builder.parse(request.getInputStream());
  }
}
`},{"example.js":`const libxmljs = require('libxmljs');
app.post('/orders', (req, res) => {
  const order = libxmljs.parseXml(req.body.toString(), { noent: false });
  res.json(order.root().name());
});
`},{"example.py":`import defusedxml.ElementTree
from flask import jsonify, request

@app.route("/order", methods=["POST"])
def order():
    return jsonify(tag=defusedxml.ElementTree.fromstring(request.data).tag)
`}]},"security/format-string":{bad:[{"example.go":`package notes

import (
  "log"
  "net/http"
)

func add(w http.ResponseWriter, r *http.Request) {
  log.Printf(r.FormValue("note"))
}
`},{"example.java":`class Greet {
  String greet(HttpServletRequest request, User user) {
    return String.format(request.getParameter("greeting"), user.name());
  }
}
`},{"example.js":`app.post('/login', (req, res) => {
  console.log('Login of ' + req.body.name + ' from %s', req.ip);
  res.end();
});
`},{"example.js":`const util = require('util');
const line = (user, address) => util.format('Login of ' + user + ' from %s', address);
`},{"example.py":`from flask import request

def greet(user):
    text = request.args["text"]
    return text.format(user=user)
`}],good:[{"example.go":`package notes

import (
  "log"
  "net/http"
)

func add(w http.ResponseWriter, r *http.Request) {
  log.Printf("note: %q", r.FormValue("note"))
}
`},{"example.java":`class Greet {
  String greet(HttpServletRequest request, User user) {
    return String.format("%s, %s", request.getParameter("greeting"), user.name());
  }
}
`},{"example.js":`const util = require('util');
app.post('/login', (req, res) => {
  const line = util.format('Login of %j from %s', req.body.name, req.ip);
  res.json(line);
});
`},{"example.js":`const util = require('util');
const line = (user, address) => util.format('Login of %s from %s', user, address);
`},{"example.py":`from flask import request

def greet(user):
    return "{} says {}".format(user.name, request.args["text"])
`}]},"security/framework-hardening-off":{bad:[{"example.java":`class Security {
  void configure(HttpSecurity http) throws Exception {
    http.headers().disable();
  }
}
`},{"example.java":`class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.headers(headers -> headers.frameOptions(frame -> frame.disable())).build();
  }
}
`},{"example.js":`const window = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } });
`},{"example.js":`app.use(helmet({ contentSecurityPolicy: false }));
`},{"example.js":`const browser = await puppeteer.launch({ args: ['--disable-web-security'] });
`},{"example.js":`const browser = await chromium.launch({ args: ['--remote-debugging-address=0.0.0.0'] });
`},{"example.py":`ALLOWED_HOSTS = ["*"]
`}],good:[{"example.java":`class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.headers(headers -> headers.frameOptions(frame -> frame.sameOrigin())).build();
  }
}
`},{"example.js":`const window = new BrowserWindow({ webPreferences: { preload, contextIsolation: true, sandbox: true } });
`},{"example.js":`app.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'self'"] } } }));
`},{"example.js":`const browser = await puppeteer.launch({ args: ['--window-size=800,600'] });
`},{"example.py":`ALLOWED_HOSTS = ["www.example.com"]
`}]},"security/hardcoded-secret":{bad:[{"example.go":`package login

import "github.com/golang-jwt/jwt/v5"

func signed(token *jwt.Token) (string, error) {
  return token.SignedString([]byte("correct horse battery"))
}
`},{"example.go":`package shop

import "github.com/gorilla/sessions"

var store = sessions.NewCookieStore([]byte("correct horse battery"))
`},{"example.go":`package login

import "github.com/golang-jwt/jwt/v5"

func signed(token *jwt.Token) (string, error) {
  key := []byte("correct horse battery")
  return token.SignedString(key)
}
`},{"example.go":`package store

import "database/sql"

func open() (*sql.DB, error) {
  return sql.Open("mysql", "shop:tiramisu77@tcp(db.shop.io:3306)/shop")
}
`},{"example.go":`package store

const dbPassword = "Tiramisu77!"
`},{"example.java":`class Tokens {
  Algorithm algorithm() {
    return Algorithm.HMAC256("correct-horse-battery");
  }
}
`},{"example.java":`class Vault {
  SecretKey key() {
    return new SecretKeySpec("0123456789abcdef".getBytes(), "AES");
  }
}
`},{"example.js":`const jwt = require('jsonwebtoken');
const token = jwt.sign({ id }, 'correct horse battery');
`},{"example.js":`const crypto = require('crypto');
const tag = crypto.createHmac('sha256', 'correct horse battery').update(text).digest('hex');
`},{"example.js":`const session = require('express-session');
app.use(session({ secret: 'keyboard cat', resave: false }));
`},{"example.js":`const session = require('express-session');
const settings = { resave: false, secret: 'keyboard cat' };
app.use(session(settings));
`},{"example.js":`const { Strategy: JwtStrategy } = require('passport-jwt');
passport.use(new JwtStrategy({ secretOrKey: 'keyboard cat' }, (claims, done) => done(null, claims)));
`},{"example.js":`const mysql = require('mysql2');
const db = mysql.createConnection({ host: 'db.example.com', user: 'shop', password: 'Tr0ub4dor&3' });
`},{"example.js":`const { Client } = require('pg');
const client = new Client({ connectionString: 'postgres://shop:Tr0ub4dor@db.example.com/shop' });
`},{"example.js":`const dbPassword = 'Sup3rS3cret!';
`},{"example.js":`const settings = { apiKey: '9f8b7c6d5e4f3a2b1c0d' };
`},{"example.js":`const secret = process.env.JWT_SECRET || 'my-secret';
`},{"example.py":`from flask import Flask

app = Flask(__name__)
app.secret_key = "kitten-sunrise-91"
`},{"example.py":`import boto3

s3 = boto3.client("s3", aws_secret_access_key="wJalrXUtnFEMIK7MDENGbPxRfiCYzzzKEYqqqqqq")
`}],good:[{"example.go":`package login

import (
  "os"

  "github.com/golang-jwt/jwt/v5"
)

func signed(token *jwt.Token) (string, error) {
  return token.SignedString([]byte(os.Getenv("JWT_KEY")))
}
`},{"example.go":`package login

import (
  "os"

  "github.com/golang-jwt/jwt/v5"
)

func signed(token *jwt.Token) (string, error) {
  key := []byte(os.Getenv("JWT_KEY"))
  return token.SignedString(key)
}
`},{"example.go":`package store

import (
  "database/sql"
  "os"
)

func open() (*sql.DB, error) {
  return sql.Open("mysql", os.Getenv("DATABASE_URL"))
}
`},{"example.go":`package store

import "os"

const passwordField = "password"

var dbPassword = os.Getenv("DB_PASSWORD")
`},{"example.java":`class Tokens {
  Algorithm algorithm() {
    return Algorithm.HMAC256(System.getenv("TOKEN_KEY"));
  }
}
`},{"example.js":`const jwt = require('jsonwebtoken');
const token = jwt.sign({ id }, process.env.JWT_KEY);
`},{"example.js":`const crypto = require('crypto');
const tag = crypto.createHmac('sha256', config.key).update(text).digest('hex');
`},{"example.js":`const session = require('express-session');
app.use(session({ secret: process.env.SESSION_SECRET, resave: false }));
`},{"example.js":`const { Strategy: JwtStrategy } = require('passport-jwt');
passport.use(new JwtStrategy({ secretOrKey: key }, (claims, done) => done(null, claims)));
`},{"example.js":`const mysql = require('mysql2');
const db = mysql.createConnection({ host: 'db.example.com', user: 'shop', password: process.env.DB_PASSWORD });
`},{"example.js":`const { Client } = require('pg');
const client = new Client({ connectionString: process.env.DATABASE_URL, password: '' });
`},{"example.js":`const dbPassword = process.env.DB_PASSWORD;
const passwordLabel = 'Password of the account';
const labels = { password: 'Your password', apiKey: 'your-api-key', secret: 'secret' };
`},{"example.js":`const secret = process.env.JWT_SECRET;
const colour = process.env.COLOUR || 'green';
`},{"example.py":`import os
from flask import Flask

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
password = ""
API_KEY_HEADER = "X-API-Key"
`},{"example.py":`import boto3

s3 = boto3.client("s3")
`}]},"security/header-injection":{bad:[{"example.go":`package contact

import (
  "net/http"
  "net/smtp"
)

func send(w http.ResponseWriter, r *http.Request) {
  text := "Subject: " + r.FormValue("subject") + "\\r\\n\\r\\n" + "New question"
  smtp.SendMail("mail:25", nil, "shop@example.com", []string{"team@example.com"}, []byte(text))
}
`},{"example.java":`class Language extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Content-Language", request.getParameter("lang"));
  }
}
`},{"example.js":`app.get('/frame', (req, res) => {
  res.set('X-Frame-Options', req.query.options);
  res.end();
});
`},{"example.js":`app.get('/download', (req, res) => {
  res.setHeader('Content-Disposition', 'attachment; filename=' + req.query.name);
  res.end();
});
`},{"example.py":`from flask import make_response, request

@app.route("/language")
def language():
    response = make_response("ok")
    response.headers["Content-Language"] = request.args["lang"]
    return response
`}],good:[{"example.go":`package contact

import (
  "mime"
  "net/http"
  "net/smtp"
)

func send(w http.ResponseWriter, r *http.Request) {
  text := "Subject: " + mime.QEncoding.Encode("utf-8", r.FormValue("subject")) + "\\r\\n\\r\\n" + "New question"
  smtp.SendMail("mail:25", nil, "shop@example.com", []string{"team@example.com"}, []byte(text))
}
`},{"example.java":`class Language extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.setHeader("Content-Language", URLEncoder.encode(request.getParameter("lang"), "UTF-8"));
  }
}
`},{"example.js":`app.get('/download', (req, res) => {
  res.setHeader('Content-Disposition', 'attachment; filename=' + encodeURIComponent(req.query.name));
  res.set('X-Frame-Options', 'DENY');
  res.setHeader('Content-Length', Number(req.query.length));
  res.end();
});
`},{"example.py":`from flask import make_response, request

LANGUAGES = {"en": "en-GB", "de": "de-AT"}

@app.route("/language")
def language():
    response = make_response("ok")
    response.headers["Content-Language"] = LANGUAGES[request.args["lang"]]
    return response
`}]},"security/host-key-unchecked":{bad:[{"example.go":`package deploy

import "golang.org/x/crypto/ssh"

var config = &ssh.ClientConfig{User: "deploy", HostKeyCallback: ssh.InsecureIgnoreHostKey()}
`},{"example.java":`class Remote {
  void open(Session session) throws JSchException {
    session.setConfig("StrictHostKeyChecking", "no");
    session.connect();
  }
}
`},{"example.py":`import paramiko

client = paramiko.SSHClient()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
`}],good:[{"example.go":`package deploy

import "golang.org/x/crypto/ssh"

func config(key ssh.PublicKey) *ssh.ClientConfig {
  return &ssh.ClientConfig{User: "deploy", HostKeyCallback: ssh.FixedHostKey(key)}
}
`},{"example.java":`class Remote {
  void open(JSch ssh, Session session) throws JSchException {
    ssh.setKnownHosts("/etc/ssh/known_hosts");
    session.connect();
  }
}
`},{"example.py":`import paramiko

client = paramiko.SSHClient()
client.load_system_host_keys()
`}]},"security/insecure-cookie":{bad:[{"example.go":`package login

import "net/http"

func remember(w http.ResponseWriter, id string) {
  http.SetCookie(w, &http.Cookie{Name: "session", Value: id})
}
`},{"example.go":`package login

import "net/http"

func remember(w http.ResponseWriter, id string) {
  http.SetCookie(w, &http.Cookie{Name: "session", Value: id, Secure: false, HttpOnly: true})
}
`},{"example.go":`package login

import "github.com/gin-gonic/gin"

func remember(c *gin.Context, id string) {
  c.SetCookie("session", id, 3600, "/", "", false, true)
}
`},{"example.go":`package login

import "github.com/gorilla/sessions"

func options(store *sessions.CookieStore) {
  store.Options = &sessions.Options{Path: "/", MaxAge: 3600}
}
`},{"example.java":`class Login {
  void remember(HttpServletResponse response, String id) {
    Cookie cookie = new Cookie("session", id);
    response.addCookie(cookie);
  }
}
`},{"example.java":`class Login {
  void remember(HttpServletResponse response, String id) {
    Cookie cookie = new Cookie("session", id);
    cookie.setHttpOnly(true);
    cookie.setSecure(false);
    response.addCookie(cookie);
  }
}
`},{"example.js":`app.use(session({ secret: process.env.KEY, cookie: { httpOnly: false, maxAge: 3600000 } }));
`},{"example.js":`res.cookie('session', id, { secure: false });
`},{"example.js":`app.post('/login', (req, res) => {
  res.cookie('sessionId', sessions.create(req.user));
  res.end();
});
`},{"example.js":`document.cookie = 'token=' + token;
`},{"example.py":`def login(response, session):
    response.set_cookie("session", session, httponly=True)
    return response
`},{"example.py":`def login(response, session):
    response.set_cookie("session", session, secure=True, httponly=False, samesite="Lax")
    return response
`},{"example.py":`SESSION_COOKIE_SECURE = False
`},{"example.py":`from pyramid.authentication import AuthTktAuthenticationPolicy

policy = AuthTktAuthenticationPolicy(SECRET, httponly=True)
`}],good:[{"example.go":`package login

import "net/http"

func remember(w http.ResponseWriter, id string) {
  http.SetCookie(w, &http.Cookie{
    Name:     "session",
    Value:    id,
    Secure:   true,
    HttpOnly: true,
    SameSite: http.SameSiteLaxMode,
  })
}
`},{"example.go":`package login

import "net/http"

func remember(w http.ResponseWriter, id string) {
  http.SetCookie(w, &http.Cookie{Name: "session", Value: id, Secure: isLive, HttpOnly: true})
}
`},{"example.go":`package login

import "github.com/gin-gonic/gin"

func remember(c *gin.Context, id string) {
  c.SetCookie("session", id, 3600, "/", "", true, true)
}
`},{"example.go":`package login

import "github.com/gorilla/sessions"

func options(store *sessions.CookieStore) {
  store.Options = &sessions.Options{Path: "/", MaxAge: 3600, Secure: true, HttpOnly: true}
}
`},{"example.java":`class Login {
  void remember(HttpServletResponse response, String id) {
    Cookie cookie = new Cookie("session", id);
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    response.addCookie(cookie);
  }

  void forget(HttpServletResponse response) {
    Cookie cookie = new Cookie("session", "");
    cookie.setMaxAge(0);
    response.addCookie(cookie);
  }
}
`},{"example.java":`class Login {
  void remember(HttpServletResponse response, String id) {
    Cookie cookie = new Cookie("session", id);
    cookie.setHttpOnly(true);
    cookie.setSecure(true);
    response.addCookie(cookie);
  }
}
`},{"example.js":`res.cookie('session', id, { httpOnly: true, secure: true, sameSite: 'lax' });
res.cookie('theme', 'dark', { maxAge: 3600000 });
`},{"example.js":`app.post('/login', (req, res) => {
  res.cookie('sessionId', sessions.create(req.user), { httpOnly: true, secure: isProduction });
  res.cookie('language', 'en');
  document.cookie = 'language=en';
  res.end();
});
`},{"example.py":`def login(response, session):
    response.set_cookie("session", session, secure=True, httponly=True, samesite="Lax")
    return response
`},{"example.py":`SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
`},{"example.py":`from pyramid.authentication import AuthTktAuthenticationPolicy

policy = AuthTktAuthenticationPolicy(SECRET, secure=True, httponly=True, samesite="Lax")
`}]},"security/insecure-temp-file":{bad:[{"example.go":`package report

import "os"

func save(data []byte) error {
  return os.WriteFile("/tmp/report.csv", data, 0o600)
}
`},{"example.java":`class Report {
  File draft() {
    return new File("/tmp/report.pdf");
  }
}
`},{"example.js":`const fs = require('fs');
fs.writeFileSync('/tmp/report.json', JSON.stringify(report));
`},{"example.js":`const fs = require('fs');
fs.createWriteStream(path.join(os.tmpdir(), 'upload-' + Date.now()));
`},{"example.py":`import tempfile

name = tempfile.mktemp()
`},{"example.py":`with open("/tmp/report.txt", "w") as file:
    file.write(text)
`}],good:[{"example.go":`package report

import "os"

func save(data []byte) error {
  file, err := os.CreateTemp("", "report-*.csv")
  if err != nil {
    return err
  }
  defer file.Close()
  _, err = file.Write(data)
  return err
}
`},{"example.java":`class Report {
  Path draft() throws IOException {
    return java.nio.file.Files.createTempFile("report", ".pdf");
  }
}
`},{"example.js":`const fs = require('fs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
fs.writeFileSync(path.join(folder, 'report.json'), JSON.stringify(report));
`},{"example.py":`import tempfile

with tempfile.NamedTemporaryFile("w") as file:
    file.write(text)
`}]},"security/integer-overflow":{bad:[{"example.go":`package orders

import "strconv"

func quantity(text string) int16 {
  n, _ := strconv.Atoi(text)
  return int16(n)
}
`}],good:[{"example.go":`package orders

import "strconv"

func quantity(text string) int16 {
  n, _ := strconv.ParseInt(text, 10, 16)
  return int16(n)
}
`}]},"security/jwt-unverified":{bad:[{"example.go":`package login

import (
  "net/http"

  "github.com/golang-jwt/jwt/v5"
)

func user(r *http.Request) (*jwt.Token, error) {
  claims := jwt.MapClaims{}
  token, _, err := new(jwt.Parser).ParseUnverified(r.Header.Get("Authorization"), claims)
  return token, err
}
`},{"example.go":`package login

import "github.com/golang-jwt/jwt/v5"

func claims(text string) (*jwt.Token, error) {
  return jwt.Parse(text, func(token *jwt.Token) (any, error) {
    return jwt.UnsafeAllowNoneSignatureType, nil
  })
}
`},{"example.java":`class Gate {
  String user(HttpServletRequest request) {
    String token = request.getHeader("Authorization").substring(7);
    return JWT.decode(token).getSubject();
  }
}
`},{"example.js":`const jwt = require('jsonwebtoken');
const claims = jwt.verify(token, secret, { algorithms: ['HS256', 'none'] });
`},{"example.js":`import jwt from 'jsonwebtoken';
const claims = jwt.verify(token, null, { algorithms: ['none'] });
`},{"example.js":`const jwt = require('jsonwebtoken');
app.get('/me', (req, res) => {
  const claims = jwt.decode(req.headers.authorization.split(' ')[1]);
  res.json(users.get(claims.sub));
});
`},{"example.py":`import jwt

def user(token):
    return jwt.decode(token, options={"verify_signature": False})["sub"]
`}],good:[{"example.go":`package login

import (
  "net/http"

  "github.com/golang-jwt/jwt/v5"
)

func user(r *http.Request) (*jwt.Token, error) {
  return jwt.Parse(r.Header.Get("Authorization"), keyOf, jwt.WithValidMethods([]string{"EdDSA"}))
}
`},{"example.go":`package login

import "github.com/golang-jwt/jwt/v5"

func claims(text string) (*jwt.Token, error) {
  return jwt.Parse(text, keyOf, jwt.WithValidMethods([]string{"EdDSA"}))
}
`},{"example.java":`class Gate {
  private final JWTVerifier verifier = JWT.require(Keys.algorithm()).build();

  String user(HttpServletRequest request) {
    String token = request.getHeader("Authorization").substring(7);
    return verifier.verify(token).getSubject();
  }
}
`},{"example.js":`const jwt = require('jsonwebtoken');
const claims = jwt.verify(token, secret, { algorithms: ['HS256'] });
`},{"example.js":`const jwt = require('jsonwebtoken');
app.get('/me', (req, res) => {
  const token = req.headers.authorization.split(' ')[1];
  const claims = jwt.verify(token, key, { algorithms: ['RS256'] });
  const header = jwt.decode(token, { complete: true }).header;
  res.json([users.get(claims.sub), header.alg]);
});
`},{"example.py":`import jwt

def user(token):
    return jwt.decode(token, KEY, algorithms=["RS256"])["sub"]
`}]},"security/jwt-weak":{bad:[{"example.go":`package login

import "github.com/golang-jwt/jwt/v5"

func token(claims jwt.Claims) *jwt.Token {
  return jwt.NewWithClaims(jwt.SigningMethodNone, claims)
}
`},{"example.go":`package login

import "github.com/golang-jwt/jwt/v5"

func subject(text string) (string, error) {
  token, _, err := jwt.NewParser().ParseUnverified(text, jwt.MapClaims{})
  if err != nil {
    return "", err
  }
  return token.Claims.GetSubject()
}
`},{"example.java":`class Tokens {
  String make() {
    return JWT.create().withSubject("ada").sign(Algorithm.none());
  }
}
`},{"example.java":`class Tokens {
  String subject(String token) {
    return JWT.decode(token).getSubject();
  }
}
`},{"example.java":`class Tokens {
  Object read(String token, Key key) {
    return Jwts.parser().setSigningKey(key).parse(token).getBody();
  }
}
`},{"example.js":`const jwt = require('jsonwebtoken');
const token = jwt.sign({ id }, '', { algorithm: 'none' });
`},{"example.js":`const jwt = require('jsonwebtoken');
const claims = jwt.verify(token, key, { algorithms: ['RS256'], ignoreExpiration: true });
`},{"example.js":`const jwt = require('jsonwebtoken');
User.findOne({ name: 'eve' }, (error, user) => {
  const token = jwt.sign(user, key, { expiresIn: '1h' });
});
`},{"example.js":`const jwt = require('jsonwebtoken');
const userOf = (token) => jwt.decode(token).sub;
`},{"example.py":`import jwt

def token(user):
    return jwt.encode({"sub": user}, "kitten-sunrise-91", algorithm="HS256")
`},{"example.py":`import jwt

token = jwt.encode(claims, None, algorithm="none")
`},{"example.py":`import jwt

def token(user, key):
    return jwt.encode({"sub": user.name, "password": user.password}, key, algorithm="HS256")
`}],good:[{"example.go":`package login

import "github.com/golang-jwt/jwt/v5"

func token(claims jwt.Claims) *jwt.Token {
  return jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims)
}
`},{"example.java":`class Tokens {
  String make(RSAPrivateKey key) {
    return JWT.create().withSubject("ada").sign(Algorithm.RSA256(null, key));
  }
}
`},{"example.java":`class Tokens {
  private final JWTVerifier verifier = JWT.require(Keys.algorithm()).build();

  String subject(String token) {
    return verifier.verify(token).getSubject();
  }
}
`},{"example.java":`class Tokens {
  Object read(String token, Key key) {
    return Jwts.parser().setSigningKey(key).parseClaimsJws(token).getBody();
  }
}
`},{"example.js":`const jwt = require('jsonwebtoken');
const token = jwt.sign({ id }, key, { algorithm: 'RS256', expiresIn: '1h' });
`},{"example.js":`const jwt = require('jsonwebtoken');
const claims = jwt.verify(token, key, { algorithms: ['RS256'], ignoreExpiration: false });
`},{"example.js":`const jwt = require('jsonwebtoken');
User.findOne({ name: 'eve' }, (error, user) => {
  const token = jwt.sign({ id: user.id }, key, { expiresIn: '1h' });
});
`},{"example.js":`const jwt = require('jsonwebtoken');
function userOf(token) {
  const { header } = jwt.decode(token, { complete: true });
  return jwt.verify(token, keys[header.kid], { algorithms: ['RS256'] }).sub;
}
`},{"example.py":`import os
import jwt

def token(user):
    return jwt.encode({"sub": user}, os.environ["TOKEN_KEY"], algorithm="HS256")
`},{"example.py":`import jwt

token = jwt.encode(claims, key, algorithm="RS256")
`},{"example.py":`import jwt

def token(user, key):
    return jwt.encode({"sub": user.name}, key, algorithm="HS256")
`}]},"security/ldap-injection":{bad:[{"example.go":`package people

import (
  "fmt"
  "net/http"

  "github.com/go-ldap/ldap/v3"
)

func find(conn *ldap.Conn, r *http.Request) (*ldap.SearchResult, error) {
  filter := fmt.Sprintf("(uid=%s)", r.FormValue("user"))
  request := ldap.NewSearchRequest(base, 2, 0, 0, 0, false, filter, []string{"dn"}, nil)
  return conn.Search(request)
}
`},{"example.java":`class Directory extends HttpServlet {
  private DirContext directory;

  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String filter = "(&(objectClass=person)(uid=" + request.getParameter("user") + "))";
    directory.search("ou=users", filter, new SearchControls());
  }
}
`},{"example.js":`const ldap = require('ldapjs');
app.get('/people', (req, res) => {
  client.search('ou=people', { filter: \`(uid=\${req.query.uid})\` }, (error, found) => res.end());
});
`},{"example.py":`import ldap
from flask import request

@app.route("/person")
def person():
    directory = ldap.initialize("ldap://directory.example")
    name = request.args["name"]
    return str(directory.search_s("dc=example", ldap.SCOPE_SUBTREE, f"(uid={name})"))
`}],good:[{"example.go":`package people

import (
  "fmt"
  "net/http"

  "github.com/go-ldap/ldap/v3"
)

func find(conn *ldap.Conn, r *http.Request) (*ldap.SearchResult, error) {
  filter := fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(r.FormValue("user")))
  request := ldap.NewSearchRequest(base, 2, 0, 0, 0, false, filter, []string{"dn"}, nil)
  return conn.Search(request)
}
`},{"example.java":`class Directory extends HttpServlet {
  private DirContext directory;

  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Object[] values = { request.getParameter("user") };
    directory.search("ou=users", "(&(objectClass=person)(uid={0}))", values, new SearchControls());
  }
}
`},{"example.js":`const ldap = require('ldapjs');
app.get('/people', (req, res) => {
  const filter = new ldap.EqualityFilter({ attribute: 'uid', value: req.query.uid });
  client.search('ou=people', { filter }, (error, found) => res.end());
});
`},{"example.py":`import ldap
from flask import request
from ldap.filter import escape_filter_chars

def person():
    directory = ldap.initialize("ldap://directory.example")
    name = escape_filter_chars(request.args["name"])
    return directory.search_s("dc=example", ldap.SCOPE_SUBTREE, f"(uid={name})")
`}]},"security/listens-everywhere":{bad:[{"example.go":`package main

import "net"

func main() {
  listener, err := net.Listen("tcp", "0.0.0.0:6379")
  serve(listener, err)
}
`},{"example.go":`package main

import "net"

func main() {
  listener, err := net.Listen("tcp", ":6379")
  serve(listener, err)
}
`},{"example.py":`from flask import Flask

app = Flask(__name__)
app.run(host="0.0.0.0")
`}],good:[{"example.go":`package main

import "net"

func main() {
  listener, err := net.Listen("tcp", "127.0.0.1:6379")
  serve(listener, err)
}
`},{"example.go":`package main

import "net"

func main() {
  listener, err := net.Listen("tcp", "localhost:0")
  serve(listener, err)
}
`},{"example.py":`from flask import Flask

app = Flask(__name__)
app.run(host="127.0.0.1")
`}]},"security/log-injection":{bad:[{"example.go":`package login

import (
  "log"
  "net/http"
)

func login(w http.ResponseWriter, r *http.Request) {
  log.Printf("failed sign-in of %s", r.FormValue("user"))
}
`},{"example.java":`class Login {
  private static final Logger log = LoggerFactory.getLogger(Login.class);

  void fail(HttpServletRequest request) {
    log.warn("sign-in failed for " + request.getParameter("user"));
  }
}
`},{"example.js":`app.post('/login', (req, res) => {
  console.log('Login of ' + req.body.name);
  res.end();
});
`},{"example.js":`app.get('/search', (req, res) => {
  logger.info(\`search for \${req.query.q}\`);
  res.end();
});
`},{"example.py":`import logging
from flask import request

def login():
    logging.info("login of " + request.form["name"])
`}],good:[{"example.go":`package login

import (
  "log"
  "log/slog"
  "net/http"
)

func login(w http.ResponseWriter, r *http.Request) {
  log.Printf("failed sign-in of %q", r.FormValue("user"))
  slog.Info("failed sign-in", "user", r.FormValue("user"))
}
`},{"example.java":`class Login {
  private static final Logger log = LoggerFactory.getLogger(Login.class);

  void fail(HttpServletRequest request) {
    log.warn("sign-in failed for " + request.getParameter("user").replaceAll("[\\r\\n]", "_"));
  }
}
`},{"example.js":`app.post('/login', (req, res) => {
  logger.info({ name: req.body.name }, 'login');
  console.log('Login of', JSON.stringify(req.body.name));
  res.end();
});
`},{"example.py":`import logging
from flask import request

def login():
    logging.info("login of " + repr(request.form["name"]))
`}]},"security/mass-assignment":{bad:[{"example.go":`package users

import "github.com/gin-gonic/gin"

func create(c *gin.Context) {
  var user User
  if err := c.ShouldBindJSON(&user); err != nil {
    return
  }
  db.Create(&user)
}
`},{"example.java":`class Profile extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    User user = load(request);
    BeanUtils.populate(user, request.getParameterMap());
  }
}
`},{"example.js":`app.post('/users', async (req, res) => {
  const user = await User.create(req.body);
  res.json(user.id);
});
`},{"example.js":`app.patch('/me', async (req, res) => {
  Object.assign(req.user, req.body);
  await req.user.save();
  res.end();
});
`},{"example.js":`function restore(settings, text) {
  return Object.assign(settings, JSON.parse(text));
}
`},{"example.py":`from flask import request

@app.route("/users", methods=["POST"])
def create():
    user = User(**request.get_json())
    db.session.add(user)
    return {"id": user.id}
`}],good:[{"example.go":`package users

import "github.com/gin-gonic/gin"

func create(c *gin.Context) {
  var form struct{ Name string }
  if err := c.ShouldBindJSON(&form); err != nil {
    return
  }
  user := User{Name: form.Name}
  db.Create(&user)
}
`},{"example.java":`class Profile extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    User user = load(request);
    user.setName(request.getParameter("name"));
  }
}
`},{"example.js":`app.post('/users', async (req, res) => {
  const { name, email } = req.body;
  const user = await User.create({ name, email });
  res.json(user.id);
});
`},{"example.js":`function restore(settings, text) {
  const { colour } = JSON.parse(text);
  return Object.assign({}, settings, { colour });
}
`},{"example.py":`from flask import request

@app.route("/users", methods=["POST"])
def create():
    data = request.get_json()
    user = User(name=data["name"], mail=data["mail"])
    db.session.add(user)
    return {"id": user.id}
`}]},"security/message-origin-unchecked":{bad:[{"example.go":`package chat

import (
  "net/http"

  "github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{
  CheckOrigin: func(r *http.Request) bool { return true },
}
`},{"example.js":`const popup = window.open('/sign-in');
popup.postMessage({ user }, '*');
`},{"example.js":`window.addEventListener('message', (event) => {
  settings.apply(event.data);
});
`}],good:[{"example.go":`package chat

import "github.com/gorilla/websocket"

var upgrader = websocket.Upgrader{ReadBufferSize: 1024}
`},{"example.js":`const popup = window.open('/sign-in');
popup.postMessage({ user }, window.location.origin);
`},{"example.js":`window.addEventListener('message', (event) => {
  if (event.origin !== 'https://example.com') return;
  settings.apply(event.data);
});
`}]},"security/missing-authentication":{bad:[{"example.java":`class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
  }
}
`},{"example.java":`class Directory {
  DirContext open(Hashtable<String, String> settings) throws NamingException {
    settings.put(Context.SECURITY_AUTHENTICATION, "none");
    return new InitialDirContext(settings);
  }
}
`}],good:[{"example.java":`class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http
      .authorizeHttpRequests(requests -> requests.requestMatchers("/login").permitAll().anyRequest().authenticated())
      .build();
  }
}
`}]},"security/no-time-limit":{bad:[{"example.go":`package main

import "net/http"

func main() {
  http.ListenAndServe("localhost:8080", routes())
}
`},{"example.py":`import requests

answer = requests.get("https://example.com")
`}],good:[{"example.go":`package main

import (
  "net/http"
  "time"
)

func main() {
  server := &http.Server{Addr: "localhost:8080", Handler: routes(), ReadHeaderTimeout: 5 * time.Second}
  server.ListenAndServe()
}
`},{"example.py":`import requests

answer = requests.get("https://example.com", timeout=10)
`}]},"security/nosql-injection":{bad:[{"example.go":`package users

import (
  "encoding/json"
  "net/http"

  "go.mongodb.org/mongo-driver/bson"
)

func find(w http.ResponseWriter, r *http.Request) {
  var filter bson.M
  json.NewDecoder(r.Body).Decode(&filter)
  cursor, err := collection.Find(r.Context(), filter)
  answer(w, cursor, err)
}
`},{"example.go":`package users

import (
  "net/http"

  "go.mongodb.org/mongo-driver/bson"
)

func find(w http.ResponseWriter, r *http.Request) {
  cursor, err := users.Find(r.Context(), bson.M{"$where": "this.name == '" + r.FormValue("name") + "'"})
  answer(w, cursor, err)
}
`},{"example.java":`class Notes extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String filter = "{ owner: '" + request.getParameter("owner") + "' }";
    notes.find(BasicDBObject.parse(filter));
  }
}
`},{"example.js":`app.post('/login', async (req, res) => {
  const user = await User.findOne({ name: req.body.name, password: req.body.password });
  res.json({ ok: user !== null });
});
`},{"example.js":`router.get('/items', async (req, res) => {
  const items = await db.collection('items').find(req.query).toArray();
  res.json(items);
});
`},{"example.js":`app.get('/notes', async (req, res) => {
  res.json(await notes.find({ $where: \`this.owner == '\${req.query.owner}'\` }));
});
`},{"example.js":`exports.handler = async (event) => {
  const params = JSON.parse(event.body);
  return documentClient.scan(params).promise();
};
`},{"example.py":`from flask import request

@app.route("/login", methods=["POST"])
def login():
    data = request.get_json()
    user = db.users.find_one({"name": data["name"], "password": data["password"]})
    return {"known": user is not None}
`},{"example.py":`from flask import request

def find():
    year = request.args["year"]
    return list(db.books.find({"$where": "this.year == " + year}))
`}],good:[{"example.go":`package users

import (
  "net/http"

  "go.mongodb.org/mongo-driver/bson"
)

func find(w http.ResponseWriter, r *http.Request) {
  cursor, err := collection.Find(r.Context(), bson.M{"name": r.FormValue("name")})
  answer(w, cursor, err)
}
`},{"example.java":`class Notes extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    notes.find(Filters.eq("owner", request.getParameter("owner")));
  }
}
`},{"example.js":`app.post('/login', async (req, res) => {
  const user = await User.findOne({ name: String(req.body.name) });
  res.json({ ok: user !== null });
});
`},{"example.js":`app.get('/items/:id', async (req, res) => {
  const item = await Item.findById(req.params.id);
  const same = await Item.findOne({ code: { $eq: req.query.code } });
  const names = req.body.items.find((one) => one.name === req.body.name);
  res.json([item, same, names]);
});
`},{"example.js":`app.get('/notes', async (req, res) => {
  res.json(await notes.find({ $where: 'this.owner == this.author', title: String(req.query.title) }));
});
`},{"example.js":`exports.handler = async (event) => {
  const params = {
    TableName: 'notes',
    KeyConditionExpression: 'id = :id',
    ExpressionAttributeValues: { ':id': event.pathParameters.id },
  };
  return documentClient.query(params).promise();
};
`},{"example.py":`from flask import request

@app.route("/login", methods=["POST"])
def login():
    data = request.get_json()
    user = db.users.find_one({"name": str(data["name"])})
    return {"known": user is not None}
`},{"example.py":`from flask import request

def find():
    return list(db.books.find({"year": int(request.args["year"])}))
`}]},"security/open-permissions":{bad:[{"example.go":`package store

import "os"

func open() error {
  return os.MkdirAll("/srv/shop/data", 0o777)
}
`},{"example.java":`class Keys {
  void share(File key) {
    key.setWritable(true, false);
  }
}
`},{"example.java":`class Keys {
  void share(Path key) throws IOException {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rwxrwxrwx"));
  }
}
`},{"example.js":`const fs = require('fs');
fs.chmodSync(file, 0o777);
`},{"example.js":`const fs = require('fs');
fs.mkdirSync(folder, { mode: 0o777, recursive: true });
`},{"example.py":`import os

os.chmod("service.log", 0o777)
`},{"example.py":`import os
import stat

os.chmod("service.log", stat.S_IRWXU | stat.S_IRWXO)
`}],good:[{"example.go":`package store

import "os"

func open() error {
  return os.MkdirAll("/srv/shop/data", 0o700)
}
`},{"example.java":`class Keys {
  void keep(Path key) throws IOException {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }
}
`},{"example.js":`const fs = require('fs');
fs.chmodSync(file, 0o755);
fs.mkdirSync(folder, { mode: 0o700, recursive: true });
`},{"example.py":`import os

os.chmod("service.log", 0o600)
os.chmod("run.sh", 0o755)
`},{"example.py":`import os
import stat

os.chmod("service.log", stat.S_IRUSR | stat.S_IWUSR)
`}]},"security/open-redirect":{bad:[{"example.go":`package login

import "net/http"

func done(w http.ResponseWriter, r *http.Request) {
  next := r.URL.Query().Get("next")
  http.Redirect(w, r, next, http.StatusFound)
}
`},{"example.java":`class Login extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.sendRedirect(request.getParameter("next"));
  }
}
`},{"example.java":`@Controller
class Leave {
  @GetMapping("/leave")
  String leave(@RequestParam String to) {
    return "redirect:" + to;
  }
}
`},{"example.js":`app.get('/login', (req, res) => {
  res.redirect(req.query.next);
});
`},{"example.js":`app.get('/out', (req, res) => {
  const target = req.query.url || '/';
  res.writeHead(302, { Location: target });
  res.end();
});
`},{"example.js":`export async function GET(request) {
  return Response.redirect(request.nextUrl.searchParams.get('to'));
}
`},{"example.js":`const next = new URLSearchParams(window.location.search).get('next');
window.location.href = next;
`},{"example.js":`location.assign(new URL(location.href).searchParams.get('back'));
`},{"example.py":`from flask import redirect, request

@app.route("/login", methods=["POST"])
def login():
    return redirect(request.args.get("next"))
`},{"example.py":`from django.http import HttpResponseRedirect

def leave(request):
    return HttpResponseRedirect(request.GET.get("to", "/"))
`}],good:[{"example.go":`package login

import (
  "net/http"
  "net/url"
)

func done(w http.ResponseWriter, r *http.Request) {
  http.Redirect(w, r, "/users/"+r.FormValue("id"), http.StatusFound)
  http.Redirect(w, r, "/login?next="+url.QueryEscape(r.FormValue("next")), http.StatusFound)
  http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
  next, err := url.Parse(r.FormValue("next"))
  if err != nil || next.Host != "" {
    return
  }
  http.Redirect(w, r, next.String(), http.StatusFound)
}
`},{"example.java":`class Login extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.sendRedirect("/login?user=" + request.getParameter("user"));
  }

  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String next = request.getParameter("next");
    if (!next.startsWith("/app/")) {
      throw new IllegalArgumentException("not ours");
    }
    response.sendRedirect(next);
  }
}
`},{"example.js":`app.get('/users/:id', (req, res) => {
  res.redirect(\`/profiles/\${req.params.id}\`);
  res.redirect('/search?q=' + encodeURIComponent(req.query.q));
});
`},{"example.js":`const PAGES = { home: '/', help: '/help' };
app.get('/go', (req, res) => {
  res.redirect(PAGES[req.query.page]);
});
`},{"example.js":`app.get('/login', (req, res) => {
  const next = req.query.next;
  if (!next.startsWith('https://example.com/')) return res.redirect('/');
  res.redirect(next);
});
`},{"example.js":`const tab = new URLSearchParams(window.location.search).get('tab');
window.location.href = '/settings?tab=' + encodeURIComponent(tab);
window.location.href = \`https://example.com/\${tab}\`;
location.href = location.href;
`},{"example.py":`def leave(request):
    target = request.GET.get("next")
    if target and safe_for_redirect(target):
        log.debug("leaving")
    else:
        target = "/"
    return HttpResponseRedirect(target)
`},{"example.py":`class LoginView(FormView):
    def form_valid(self, form):
        return redirect(form.cleaned_data["next"])
`},{"example.py":`from flask import redirect, request, url_for

@app.route("/login", methods=["POST"])
def login():
    return redirect(url_for("page", name=request.args.get("next")))
`},{"example.py":`from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

def leave(request):
    target = request.GET.get("to", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return HttpResponseRedirect("/")
    return HttpResponseRedirect(target)
`}]},"security/path-from-text":{bad:[{"example.go":`package files

import (
  "net/http"
  "os"

  "github.com/gorilla/mux"
)

func show(w http.ResponseWriter, r *http.Request) {
  data, err := os.ReadFile("notes/" + mux.Vars(r)["name"] + "/note.md")
  answer(w, data, err)
}
`},{"example.py":`@app.route("/notes/<name>")
def notes(name):
    with open("notes/" + name) as file:
        return {"text": file.read()}
`}],good:[{"example.go":`package files

import (
  "net/http"
  "os"
  "path/filepath"

  "github.com/gorilla/mux"
)

func show(w http.ResponseWriter, r *http.Request) {
  data, err := os.ReadFile("notes/" + filepath.Base(mux.Vars(r)["name"]) + ".md")
  answer(w, data, err)
}
`},{"example.py":`from flask import send_from_directory

@app.route("/notes/<name>")
def notes(name):
    return send_from_directory("notes", name)
`}]},"security/path-traversal":{bad:[{"example.go":`package files

import (
  "net/http"
  "os"
  "path/filepath"
)

func download(w http.ResponseWriter, r *http.Request) {
  name := filepath.Join("/srv/files", r.URL.Query().Get("name"))
  data, err := os.ReadFile(name)
  if err == nil {
    w.Write(data)
  }
}
`},{"example.go":`package files

import "github.com/gin-gonic/gin"

func download(c *gin.Context) {
  c.File("/srv/files/" + c.Query("name"))
}
`},{"example.go":`package files

import (
  "net/http"
  "os"
  "strings"
)

func show(w http.ResponseWriter, r *http.Request) {
  data, err := os.ReadFile("static/" + strings.TrimPrefix(r.URL.Path, "/static/"))
  answer(w, data, err)
}
`},{"example.java":`class Download extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = request.getParameter("file");
    Files.copy(Paths.get("/srv/files", name), response.getOutputStream());
  }
}
`},{"example.java":`@RestController
class Images {
  @GetMapping("/images/{name}")
  byte[] image(@PathVariable String name) throws IOException {
    File image = new File("/srv/images/" + name);
    return FileUtils.readFileToByteArray(image);
  }
}
`},{"example.js":`app.get('/files', (req, res) => {
  res.sendFile(\`/srv/files/\${req.query.name}\`);
});
`},{"example.js":`const fs = require('node:fs/promises');
app.delete('/notes/:name', async (req, res) => {
  await fs.unlink('notes/' + req.params.name);
  res.end();
});
`},{"example.js":`const fs = require('fs');
http.createServer((req, res) => {
  fs.readFile('./public' + req.url, (error, data) => res.end(data));
});
`},{"example.js":`const server = http.createServer((req, res) => {
  const { pathname } = url.parse(req.url);
  fs.createReadStream(path.join(ROOT, pathname)).pipe(res);
});
`},{"example.js":`app.get('/page', (req, res) => {
  res.render(req.query.page);
});
`},{"example.js":`const path = require('path');
app.get('/thumbs', (req, res) => {
  const file = path.join(THUMBS, req.query.name);
  sendThumb(file, res);
});
`},{"example.py":`from flask import request

@app.route("/read")
def read():
    name = request.args["name"]
    with open("/srv/files/" + name) as file:
        return file.read()
`},{"example.py":`import os

def download(request):
    path = os.path.join(BASE, request.GET["file"])
    return FileResponse(open(path, "rb"))
`},{"example.py":`import os
from flask import request

@app.route("/upload", methods=["POST"])
def upload():
    file = request.files["file"]
    file.save(os.path.join("uploads", file.filename))
`}],good:[{"example.go":`package files

import (
  "net/http"
  "os"
  "path/filepath"
  "strings"
)

func download(w http.ResponseWriter, r *http.Request) {
  name := filepath.Join("/srv/files", filepath.Base(r.FormValue("name")))
  data, _ := os.ReadFile(name)
  other := filepath.Join("/srv/files", r.FormValue("other"))
  if !strings.HasPrefix(other, "/srv/files/") {
    return
  }
  more, _ := os.ReadFile(other)
  w.Header().Set("Content-Type", "application/octet-stream")
  w.Write(append(data, more...))
}
`},{"example.go":`package files

import (
  "net/http"
  "os"
  "path"
  "path/filepath"
)

func download(w http.ResponseWriter, r *http.Request) {
  http.ServeFile(w, r, filepath.Join("/srv/files", path.Clean("/"+r.FormValue("name"))))
  if name := r.PathValue("name"); filepath.IsLocal(name) {
    os.Remove(name)
  }
}
`},{"example.go":`package files

import (
  "net/http"
  "os"
  "path"
)

func show(w http.ResponseWriter, r *http.Request) {
  data, err := os.ReadFile("static" + path.Clean("/"+r.URL.Path))
  answer(w, data, err)
}
`},{"example.java":`class Download extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = FilenameUtils.getName(request.getParameter("file"));
    Files.copy(Paths.get("/srv/files", name), response.getOutputStream());
  }
}
`},{"example.java":`@RestController
class Images {
  private static final Path FOLDER = Paths.get("/srv/images");

  @GetMapping("/images/{name}")
  byte[] image(@PathVariable String name) throws IOException {
    Path image = FOLDER.resolve(name).normalize();
    if (!image.startsWith(FOLDER)) {
      throw new IllegalArgumentException("not in the folder");
    }
    return Files.readAllBytes(image);
  }
}
`},{"example.js":`app.get('/files', (req, res) => {
  res.sendFile(path.join('/srv/files', path.basename(req.query.name)));
  res.sendFile(req.query.name, { root: '/srv/files' });
});
fastify.get('/pages/:name', (request, reply) => reply.sendFile(request.params.name));
`},{"example.js":`const fs = require('fs');
app.get('/files', (req, res) => {
  const file = path.resolve(ROOT, req.query.name);
  if (!file.startsWith(ROOT + path.sep)) return res.status(404).end();
  fs.createReadStream(file).pipe(res);
});
`},{"example.js":`http.createServer((req, res) => {
  const file = path.join(ROOT, path.normalize(req.url));
  if (!file.startsWith(ROOT)) return res.end();
  fs.readFile(file, (error, data) => res.end(data));
});
`},{"example.js":`const PAGES = { start: 'start', help: 'help' };
app.get('/page', (req, res) => {
  res.render(PAGES[req.query.page], { name: req.query.name });
});
`},{"example.js":`const path = require('path');
app.get('/thumbs', (req, res) => {
  const file = path.resolve(THUMBS, req.query.name);
  if (!file.startsWith(THUMBS)) return res.status(404).end();
  sendThumb(file, res);
});
`},{"example.py":`import os
from flask import request
from werkzeug.utils import secure_filename

@app.route("/read")
def read():
    name = secure_filename(request.args["name"])
    with open(os.path.join("/srv/files", name)) as file:
        return file.read()
`},{"example.py":`from pathlib import Path

def download(request):
    path = (BASE / request.GET["file"]).resolve()
    if not path.is_relative_to(BASE):
        raise PermissionError()
    return path.read_text()
`},{"example.py":`import os

def download(request):
    path = os.path.realpath(os.path.join(BASE, request.GET["file"]))
    if not path.startswith(BASE + os.sep):
        raise PermissionError()
    with open(path) as file:
        return file.read()
`}]},"security/privilege-kept":{bad:[{"example.java":`class Settings {
  String home() {
    return AccessController.doPrivileged((PrivilegedAction<String>) () -> System.getProperty("user.home"));
  }
}
`}],good:[{"example.java":`class Settings {
  String home() {
    return System.getProperty("user.home");
  }
}
`}]},"security/prototype-pollution":{bad:[{"example.js":`app.post('/todos/:id', (req, res) => {
  const items = req.session.todos[req.params.id];
  items[req.query.name] = req.query.text;
  res.end();
});
`},{"example.js":`function set(object, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  for (const key of keys) {
    object = object[key];
  }
  object[last] = value;
}
`},{"example.js":`function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === 'object') merge(target[key], source[key]);
    else target[key] = source[key];
  }
}
`},{"example.js":`const _ = require('lodash');
app.put('/settings', (req, res) => {
  _.merge(settings, req.body);
  res.end();
});
`}],good:[{"example.js":`app.post('/todos/:id', (req, res) => {
  const items = todos.get(req.params.id);
  items.set(req.query.name, req.query.text);
  settings.colour = req.body.colour;
  res.end();
});
`},{"example.js":`function set(object, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  for (const key of keys) {
    if (key === '__proto__' || key === 'constructor') return;
    object = object[key];
  }
  object[last] = value;
}
`},{"example.js":`function get(object, path) {
  for (const key of path.split('.')) object = object[key];
  return object;
}
`},{"example.js":`function merge(target, source) {
  for (const key in source) {
    if (key === '__proto__') continue;
    if (typeof source[key] === 'object') merge(target[key], source[key]);
    else target[key] = source[key];
  }
}
`},{"example.js":`const _ = require('lodash');
app.put('/settings', (req, res) => {
  _.merge(settings, { colour: String(req.body.colour) });
  res.end();
});
`}]},"security/regex-injection":{bad:[{"example.java":`class Search extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Pattern wanted = Pattern.compile(request.getParameter("q"));
  }
}
`},{"example.js":`app.get('/search', (req, res) => {
  const pattern = new RegExp(req.query.q, 'i');
  res.json(titles.filter((title) => pattern.test(title)));
});
`},{"example.py":`import re
from flask import request

def search(lines):
    return [line for line in lines if re.search(request.args["q"], line)]
`}],good:[{"example.java":`class Search extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Pattern wanted = Pattern.compile(Pattern.quote(request.getParameter("q")));
  }
}
`},{"example.js":`app.get('/search', (req, res) => {
  const pattern = new RegExp(escapeRegExp(req.query.q), 'i');
  res.json(titles.filter((title) => pattern.test(title)));
});
`},{"example.py":`import re
from flask import request

def search(lines):
    return [line for line in lines if re.search(re.escape(request.args["q"]), line)]
`}]},"security/secret-in-log":{bad:[{"example.go":`package login

import "log"

func login(user, password string) {
  log.Printf("sign-in of %s with %s", user, password)
}
`},{"example.java":`class Login {
  void attempt(String user, String password) {
    log.info("sign-in of {} with {}", user, password);
  }
}
`},{"example.java":`class Login {
  void attempt(String user, String password) {
    System.out.println("sign-in of " + user + " with " + password);
  }
}
`},{"example.js":`console.log('signing in with', user.password);
`},{"example.js":"logger.debug(`new token: ${accessToken}`);\n"},{"example.py":`import logging

logger = logging.getLogger(__name__)

def login(name, password):
    logger.info("login of %s with %s", name, password)
`}],good:[{"example.go":`package login

import "log"

func login(user, password string) {
  log.Printf("sign-in of %q, password given: %t", user, password != "")
}
`},{"example.java":`class Login {
  void attempt(String user, String password) {
    log.info("sign-in of {}", user);
  }
}
`},{"example.java":`class Login {
  void attempt(String user, String password) {
    System.out.println("sign-in of " + user);
  }
}
`},{"example.js":`console.log('signing in', user.name, Boolean(user.password));
logger.debug('new token of %d characters', accessToken.length);
`},{"example.py":`import logging

logger = logging.getLogger(__name__)

def login(name, password):
    logger.info("login of %s", name)
`}]},"security/secret-in-storage":{bad:[{"example.js":`const { token } = await signIn(name, password);
localStorage.setItem('session', token);
`},{"example.js":`localStorage.accessToken = answer.data.accessToken;
`}],good:[{"example.js":`localStorage.setItem('theme', theme);
localStorage.removeItem('token');
`}]},"security/server-side-request-forgery":{bad:[{"example.go":`package proxy

import "net/http"

func preview(w http.ResponseWriter, r *http.Request) {
  answer, err := http.Get(r.URL.Query().Get("url"))
  show(w, answer, err)
}
`},{"example.go":`package proxy

import (
  "net/http"

  "github.com/labstack/echo/v4"
)

func hook(c echo.Context) error {
  target := "http://" + c.QueryParam("host") + "/status"
  request, err := http.NewRequestWithContext(c.Request().Context(), "GET", target, nil)
  return send(request, err)
}
`},{"example.java":`class Preview extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    URL url = new URL(request.getParameter("url"));
    InputStream page = url.openStream();
  }
}
`},{"example.java":`@RestController
class Proxy {
  private RestTemplate rest;

  @GetMapping("/proxy")
  String proxy(@RequestParam String target) {
    return rest.getForObject("http://" + target + "/status", String.class);
  }
}
`},{"example.js":`app.get('/proxy', async (req, res) => {
  const answer = await fetch(req.query.url);
  res.json(await answer.json());
});
`},{"example.js":`const axios = require('axios');
app.post('/hook', async (req, res) => {
  const { host } = req.body;
  await axios.get('http://' + host + '/status');
  res.end();
});
`},{"example.js":`export async function GET(request) {
  const { searchParams } = new URL(request.url);
  const image = await fetch(searchParams.get('src'));
  return new Response(image.body);
}
`},{"example.js":`app.post('/pdf', async (req, res) => {
  const page = await browser.newPage();
  await page.setContent('<h1>' + req.body.title + '</h1>');
  res.send(await page.pdf());
});
`},{"example.js":`app.post('/shot', async (req, res) => {
  const page = await browser.newPage();
  await page.evaluate(\`document.title = '\${req.body.title}'\`);
  res.send(await page.screenshot());
});
`},{"example.py":`import requests
from flask import request

@app.route("/preview")
def preview():
    return requests.get(request.args["url"], timeout=5).text
`},{"example.py":`import httpx

@app.get("/avatar")
async def avatar(host: str):
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"https://{host}/avatar.png")
    return answer.content
`}],good:[{"example.go":`package proxy

import (
  "fmt"
  "net/http"
  "net/url"
)

var hosts = map[string]bool{"a.example.com": true}

func preview(w http.ResponseWriter, r *http.Request) {
  http.Get("https://api.example.com/users/" + r.FormValue("id"))
  http.Get(fmt.Sprintf("https://api.example.com/%s", r.FormValue("id")))
  http.Get(base + "/search?q=" + url.QueryEscape(r.FormValue("q")))
  target, _ := url.Parse(r.FormValue("url"))
  if !hosts[target.Host] {
    return
  }
  http.Get(target.String())
}
`},{"example.java":`@RestController
class Proxy {
  private RestTemplate rest;

  @GetMapping("/proxy")
  Item proxy(@RequestParam String item) {
    return rest.getForObject("https://stock.example.com/items/" + item, Item.class);
  }

  @GetMapping("/list")
  Item list(@RequestParam String item) {
    return rest.getForObject("https://stock.example.com/items/{item}", Item.class, item);
  }
}
`},{"example.js":`app.get('/users/:id', async (req, res) => {
  const answer = await fetch(\`https://api.example.com/users/\${req.params.id}\`);
  const other = await fetch(API + '/users/' + req.params.id);
  res.json([await answer.json(), await other.json()]);
});
`},{"example.js":`const HOSTS = new Set(['example.com']);
app.get('/proxy', async (req, res) => {
  const url = new URL(req.query.url);
  if (!HOSTS.has(url.hostname)) return res.status(400).end();
  const answer = await fetch(url);
  res.json(await answer.json());
});
`},{"example.js":`app.post('/pdf', async (req, res) => {
  const page = await browser.newPage();
  await page.setContent(sanitizeHtml(req.body.html));
  res.send(await page.pdf());
});
`},{"example.js":`app.post('/shot', async (req, res) => {
  const page = await browser.newPage();
  await page.evaluate((title) => (document.title = title), req.body.title);
  res.send(await page.screenshot());
});
`},{"example.py":`import requests
from flask import request

@app.route("/user")
def user():
    name = request.args["name"]
    return requests.get(f"https://api.example.com/users/{name}", timeout=5).json()
`},{"example.py":`from urllib.parse import urlparse
import requests
from flask import abort, request

@app.route("/preview")
def preview():
    url = request.args["url"]
    if urlparse(url).hostname not in ALLOWED_HOSTS:
        abort(400)
    return requests.get(url, timeout=5).json()
`}]},"security/server-side-request-from-text":{bad:[{"example.js":`const wkhtmltopdf = require('wkhtmltopdf');
const print = (html) => wkhtmltopdf(html, { output: 'page.pdf' });
`},{"example.js":`async function shot(browser, address) {
  const page = await browser.newPage();
  await page.goto(address);
  return page.screenshot();
}
`},{"example.js":`async function load(page, address) {
  await page.evaluate((target) => fetch(target), address);
}
`}],good:[{"example.js":`async function shot(browser) {
  const page = await browser.newPage();
  await page.goto('https://example.com/');
  await page.setContent('<p>Hello</p>');
  return page.screenshot();
}
`},{"example.js":`async function load(page, title) {
  await page.evaluate((text) => (document.title = text), title);
}
`}]},"security/session-fixation":{bad:[{"example.java":`class Security {
  void configure(HttpSecurity http) throws Exception {
    http.sessionManagement().sessionFixation().none();
  }
}
`}],good:[{"example.java":`class Security {
  void configure(HttpSecurity http) throws Exception {
    http.sessionManagement().sessionFixation().migrateSession();
  }
}
`}]},"security/shell-command-from-text":{bad:[{"example.go":`package backup

import (
  "fmt"
  "os/exec"
)

func pack(folder string) error {
  script := fmt.Sprintf("tar czf backup.tgz %s", folder)
  return exec.Command("bash", "-c", script).Run()
}
`},{"example.go":`package run

import "os/exec"

func run(line string) ([]byte, error) {
  return exec.Command("bash", "-c", line).CombinedOutput()
}
`},{"example.java":`class Archive {
  void pack(String folder) throws IOException {
    Runtime.getRuntime().exec("tar czf backup.tgz " + folder);
  }
}
`},{"example.java":`class Shell {
  Process run(String line) throws IOException {
    return new ProcessBuilder("bash", "-c", line).start();
  }
}
`},{"example.js":`const { exec } = require('child_process');
function lines(file, done) {
  exec(\`wc -l \${file}\`, done);
}
`},{"example.js":`import * as cp from 'node:child_process';
export const archive = (folder) => cp.execSync('tar cz ' + folder);
`},{"example.js":`const { spawn } = require('child_process');
const list = spawn('ls', ['-l', folder], { shell: true });
`},{"example.js":`async function run(program) {
  await Deno.run({ cmd: [program, '--version'] }).status();
}
`},{"example.py":`import subprocess

def archive(folder):
    subprocess.check_call(f"tar czf out.tgz {folder}", shell=True)
`},{"example.py":`import os
import sys

os.system("make " + sys.argv[1])
`}],good:[{"example.go":`package backup

import "os/exec"

func pack(folder string) error {
  exec.Command("bash", "-c", "tar czf backup.tgz . && sync").Run()
  return exec.Command("tar", "czf", "backup.tgz", "--", folder).Run()
}
`},{"example.go":`package run

import "os/exec"

func run(program string, args ...string) ([]byte, error) {
  return exec.Command(program, args...).CombinedOutput()
}
`},{"example.java":`class Archive {
  void pack(String folder) throws IOException {
    new ProcessBuilder("tar", "czf", "backup.tgz", "--", folder).start();
  }

  void all() throws IOException {
    Runtime.getRuntime().exec("tar czf backup.tgz .");
  }
}
`},{"example.js":`const { execFile, exec } = require('child_process');
function lines(file, done) {
  execFile('wc', ['-l', file], done);
  exec('uptime', done);
}
`},{"example.js":"import * as cp from 'node:child_process';\nconst DEPTH = 3;\nexport const log = (count) => cp.execSync(`git log -n ${Number(count)} --depth ${DEPTH}`);\n"},{"example.js":`const { spawn } = require('child_process');
const list = spawn('ls', ['-l', folder], { shell: false });
const other = spawn('npm', ['run', 'build'], { shell: process.platform === 'win32' });
`},{"example.js":`async function run(file) {
  await Deno.run({ cmd: ['wc', '-l', file] }).status();
}
`},{"example.py":`import subprocess

def archive(folder):
    subprocess.check_call(["tar", "czf", "out.tgz", "--", folder])
`},{"example.py":`import os
import shlex

def show(path):
    os.system("less " + shlex.quote(path))
`},{"example.py":`import subprocess

subprocess.run("git status | wc -l", shell=True)
`}]},"security/slow-regex":{bad:[{"example.java":`class Names {
  private static final Pattern WORDS = Pattern.compile("^(\\\\w+\\\\s?)+$");
}
`},{"example.js":`const isName = (text) => /^([a-z]+)+$/.test(text);
`},{"example.js":`const words = new RegExp('(\\\\w*)*;');
`},{"example.py":`import re

WORDS = re.compile(r"^(\\w+\\s?)*$")
`}],good:[{"example.java":`class Names {
  private static final Pattern WORDS = Pattern.compile("^\\\\w+(?:\\\\s\\\\w+)*$");
}
`},{"example.js":`const isName = (text) => /^[a-z]+$/.test(text);
const list = /^[a-z]+(?:,[a-z]+)*$/;
`},{"example.py":`import re

WORDS = re.compile(r"^\\w+(?:\\s\\w+)*$")
`}]},"security/sql-from-text":{bad:[{"example.go":`package users

import (
  "database/sql"
  "fmt"
)

func byName(db *sql.DB, name string) *sql.Row {
  query := fmt.Sprintf("SELECT id FROM users WHERE name = '%s'", name)
  return db.QueryRow(query)
}
`},{"example.go":`package users

import "database/sql"

func remove(db *sql.DB, name string) error {
  _, err := db.Exec("DELETE FROM users WHERE name = '" + name + "'")
  return err
}
`},{"example.java":`class Accounts {
  ResultSet find(Connection db, String owner) throws SQLException {
    String sql = "SELECT * FROM accounts WHERE owner = '" + owner + "'";
    return db.createStatement().executeQuery(sql);
  }
}
`},{"example.java":`class Reports {
  List<Report> find(EntityManager em, String state) {
    return em.createQuery(String.format("from Report where state = '%s'", state)).getResultList();
  }
}
`},{"example.java":`class Contacts {
  FindIterable<Document> sharedWith(MongoCollection<Document> all, String user) {
    BasicDBObject query = new BasicDBObject();
    query.put("$where", "this.sharedWith == '" + user + "'");
    return all.find(query);
  }
}
`},{"example.java":`@Mapper
interface Users {
  @Select("SELECT * FROM users WHERE name = '\${name}'")
  User byName(@Param("name") String name);
}
`},{"example.js":`function findUser(name) {
  return db.query("SELECT * FROM users WHERE name = '" + name + "'");
}
`},{"example.js":`export async function remove(pool, id) {
  const sql = \`DELETE FROM sessions WHERE id = '\${id}'\`;
  await pool.query(sql);
}
`},{"example.js":"const name = await ask('Whom?');\nawait sequelize.query(`SELECT * FROM users WHERE name = '${name}'`);\n"},{"example.py":`def find(cursor, name):
    cursor.execute("SELECT * FROM users WHERE name = '%s'" % name)
    return cursor.fetchone()
`},{"example.py":`def remove(connection, table):
    query = f"DELETE FROM {table}"
    connection.execute(query)
`},{"example.py":`from flask import request

class Search:
    def text(self):
        return "SELECT * FROM books WHERE title LIKE '%" + request.args["q"] + "%'"
`}],good:[{"example.go":`package users

import (
  "database/sql"
  "fmt"
  "strconv"
)

const table = "users"

func byName(db *sql.DB, name string, limit int) (*sql.Rows, error) {
  db.Exec("DELETE FROM " + table + " WHERE name = 'nobody'")
  db.Exec("SELECT id FROM users WHERE id = " + strconv.Itoa(limit))
  query := fmt.Sprintf("SELECT id FROM %s WHERE name = $1 LIMIT %d", table, limit)
  return db.Query(query, name)
}
`},{"example.java":`class Accounts {
  private static final String BY_OWNER = "SELECT * FROM accounts WHERE owner = ?";

  ResultSet find(Connection db, String owner) throws SQLException {
    PreparedStatement query = db.prepareStatement(BY_OWNER + " LIMIT 10");
    query.setString(1, owner);
    return query.executeQuery();
  }
}
`},{"example.java":`class Contacts {
  FindIterable<Document> sharedWith(MongoCollection<Document> all, String user) {
    BasicDBObject query = new BasicDBObject();
    query.put("sharedWith", user);
    return all.find(query);
  }
}
`},{"example.java":`@Mapper
interface Users {
  @Select("SELECT * FROM users WHERE name = #{name}")
  User byName(@Param("name") String name);
}
`},{"example.js":`function findUser(name) {
  return db.query('SELECT * FROM users WHERE name = $1', [name]);
}
`},{"example.js":"const TABLE = 'sessions';\nexport async function remove(pool, ids) {\n  const marks = ids.map(() => '?').join(', ');\n  await pool.query(`DELETE FROM ${TABLE} WHERE id IN (${marks})`, ids);\n  await pool.query(`DELETE FROM ${TABLE} WHERE age > ${Number(ids.length)}`);\n}\n"},{"example.js":`const name = await ask('Whom?');
await sequelize.query('SELECT * FROM users WHERE name = ?', { replacements: [name] });
await sequelize.query(\`SELECT * FROM users WHERE name = 'me' LIMIT \${LIMIT}\`);
`},{"example.py":`def find(cursor, name):
    cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
    return cursor.fetchone()
`},{"example.py":`TABLE = "users"

def count(cursor, limit):
    marks = ", ".join("?" for _ in limit)
    cursor.execute(f"SELECT COUNT(*) FROM {TABLE} WHERE id IN ({marks})", limit)
`},{"example.py":`from flask import request

class Search:
    def text(self):
        return "SELECT * FROM books WHERE title LIKE %s", (request.args["q"],)
`}]},"security/sql-injection":{bad:[{"example.go":`package users

import (
  "database/sql"
  "net/http"
)

func show(db *sql.DB, w http.ResponseWriter, r *http.Request) {
  name := r.URL.Query().Get("name")
  rows, err := db.Query("SELECT id FROM users WHERE name = '" + name + "'")
  answer(w, rows, err)
}
`},{"example.go":`package orders

import (
  "fmt"

  "github.com/gin-gonic/gin"
  "gorm.io/gorm"
)

func list(c *gin.Context, db *gorm.DB) {
  var orders []Order
  db.Where(fmt.Sprintf("state = '%s'", c.Query("state"))).Order(c.Query("sort")).Find(&orders)
  c.JSON(200, orders)
}
`},{"example.go":`package items

import (
  "database/sql"
  "encoding/json"
  "net/http"
)

func find(tx *sql.Tx, r *http.Request) *sql.Row {
  var input struct{ Name string }
  json.NewDecoder(r.Body).Decode(&input)
  query := "SELECT id FROM items WHERE name = '" + input.Name + "'"
  return tx.QueryRowContext(r.Context(), query)
}
`},{"example.java":`import java.sql.Connection;
import java.sql.ResultSet;
import javax.servlet.http.HttpServletRequest;

class Users {
  ResultSet byName(Connection db, HttpServletRequest request) throws Exception {
    String name = request.getParameter("name");
    return db.createStatement().executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
  }
}
`},{"example.java":`@RestController
class Orders {
  private JdbcTemplate jdbc;

  @GetMapping("/orders")
  List<Map<String, Object>> list(@RequestParam String sort) {
    String sql = String.format("SELECT * FROM orders ORDER BY %s", sort);
    return jdbc.queryForList(sql);
  }
}
`},{"example.java":`@Path("/books")
class Books {
  EntityManager em;

  @GET
  List<Book> find(@QueryParam("title") String title) {
    StringBuilder jpql = new StringBuilder("from Book where title = '");
    jpql.append(title).append("'");
    return em.createQuery(jpql.toString(), Book.class).getResultList();
  }
}
`},{"example.js":`app.get('/users/:id', async (req, res) => {
  const id = req.params.id;
  const { rows } = await db.query("SELECT * FROM users WHERE id = '" + id + "'");
  res.json(rows);
});
`},{"example.js":`app.post('/login', (req, res) => {
  const { name } = req.body;
  const sql = \`SELECT id FROM accounts WHERE name = '\${name}'\`;
  connection.query(sql, (error, rows) => res.json(rows));
});
`},{"example.js":`export async function GET(request) {
  const order = request.nextUrl.searchParams.get('order');
  const users = await prisma.$queryRawUnsafe(\`SELECT * FROM "User" ORDER BY \${order}\`);
  return Response.json(users);
}
`},{"example.js":`app.get('/orders', async (req, res) => {
  res.json(await runQuery("SELECT * FROM orders WHERE status = '" + req.query.status + "'"));
});
`},{"example.js":`function search(req, res) {
  const sql = \`SELECT * FROM posts WHERE title LIKE '%\${req.query.q}%'\`;
  return store.list(sql).then((posts) => res.json(posts));
}
`},{"example.py":`from flask import request

@app.route("/users")
def users():
    name = request.args.get("name")
    cursor = db.cursor()
    cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")
    return str(cursor.fetchall())
`},{"example.py":`def search(request):
    term = request.GET["q"]
    return Book.objects.raw(f"SELECT * FROM book WHERE title LIKE '%{term}%'")
`},{"example.py":`@router.get("/orders")
async def orders(status: str):
    return await database.fetch_all("SELECT * FROM orders WHERE status = '%s'" % status)
`}],good:[{"example.go":`package users

import (
  "database/sql"
  "fmt"
  "net/http"
  "strings"
)

func among(db *sql.DB, r *http.Request) (*sql.Rows, error) {
  marks, values := []string{}, []any{}
  for i, id := range r.URL.Query()["id"] {
    marks = append(marks, fmt.Sprintf("$%d", i+1))
    values = append(values, id)
  }
  return db.Query("SELECT name FROM users WHERE id IN ("+strings.Join(marks, ",")+")", values...)
}
`},{"example.go":`package users

import (
  "database/sql"
  "net/http"
)

func show(db *sql.DB, w http.ResponseWriter, r *http.Request) {
  name := r.URL.Query().Get("name")
  rows, err := db.Query("SELECT id FROM users WHERE name = ?", name)
  answer(w, rows, err)
}
`},{"example.go":`package orders

import (
  "fmt"
  "strconv"

  "github.com/gin-gonic/gin"
  "gorm.io/gorm"
)

var columns = map[string]bool{"date": true, "total": true}

func list(c *gin.Context, db *gorm.DB) {
  sort := c.Query("sort")
  if !columns[sort] {
    sort = "date"
  }
  limit, _ := strconv.Atoi(c.Query("limit"))
  var orders []Order
  db.Where("state = ?", c.Query("state")).Order(sort).Find(&orders)
  db.Raw(fmt.Sprintf("SELECT * FROM orders LIMIT %d", limit)).Scan(&orders)
  db.Where(&Order{Name: c.Query("name")}).Find(&orders)
}
`},{"example.java":`class Lists {
  ResultSet list(Connection db, HttpServletRequest request) throws Exception {
    List<String> columns = Arrays.stream(request.getParameterValues("column")).filter(COLUMNS::contains).toList();
    return db.createStatement().executeQuery("SELECT " + String.join(", ", columns) + " FROM users");
  }
}
`},{"example.java":`class Users {
  ResultSet byName(Connection db, HttpServletRequest request) throws Exception {
    PreparedStatement query = db.prepareStatement("SELECT * FROM users WHERE name = ?");
    query.setString(1, request.getParameter("name"));
    return query.executeQuery();
  }
}
`},{"example.java":`@RestController
class Orders {
  private static final Set<String> COLUMNS = Set.of("date", "total");
  private JdbcTemplate jdbc;

  @GetMapping("/orders")
  List<Map<String, Object>> list(@RequestParam String sort, @RequestParam int page) {
    if (!COLUMNS.contains(sort)) {
      throw new IllegalArgumentException("no such column");
    }
    return jdbc.queryForList("SELECT * FROM orders ORDER BY " + sort + " OFFSET " + page);
  }

  @GetMapping("/order")
  Map<String, Object> one(@RequestParam("id") String id) {
    return jdbc.queryForMap("SELECT * FROM orders WHERE id = " + Long.parseLong(id));
  }
}
`},{"example.js":`app.get('/users', async (req, res) => {
  const columns = String(req.query.columns).split(',').filter((column) => COLUMNS.includes(column));
  res.json(await db.query(\`SELECT \${columns.join(', ')} FROM users\`));
});
`},{"example.js":"app.get('/users', async (req, res) => {\n  const ids = String(req.query.ids).split(',');\n  const marks = ids.map((_, index) => `$${index + 1}`).join(', ');\n  res.json(await db.query(`SELECT * FROM users WHERE id IN (${marks})`, ids));\n});\n"},{"example.js":`app.get('/users/:id', async (req, res) => {
  const { rows } = await db.query('SELECT * FROM users WHERE id = $1', [req.params.id]);
  res.json(rows);
});
`},{"example.js":`const COLUMNS = { name: 'name', age: 'age' };
app.get('/users', async (req, res) => {
  const limit = parseInt(req.query.limit, 10);
  const column = COLUMNS[req.query.sort];
  res.json(await db.query('SELECT * FROM users ORDER BY ' + column + ' LIMIT ' + limit));
});
`},{"example.js":`app.get('/orders', (req, res) => {
  res.send('Select an order from ' + Number(req.query.count));
});
`},{"example.js":"async function search(req, res) {\n  logger.info(`select * from posts where title = ${JSON.stringify(req.query.q)}`);\n  res.json(await sql`SELECT * FROM posts WHERE title = ${req.query.q}`);\n}\n"},{"example.py":`def listing(request):
    fields = [field for field in request.GET.getlist("field") if field in FIELDS]
    cursor.execute("SELECT " + ", ".join(fields) + " FROM orders")
`},{"example.py":`@app.route("/orders")
def orders():
    state = State(request.args["state"])
    return jsonify(cursor.execute(f"SELECT id FROM orders WHERE state = '{state.value}'").fetchall())
`},{"example.py":`from flask import request

@app.route("/users")
def users():
    cursor = db.cursor()
    cursor.execute("SELECT * FROM users WHERE name = %s", (request.args["name"],))
    return str(cursor.fetchall())
`},{"example.py":`COLUMNS = {"name": "name", "age": "born"}

def search(request):
    column = COLUMNS[request.GET["sort"]]
    return Book.objects.raw(f"SELECT * FROM book ORDER BY {column}")
`},{"example.py":`from flask import request

def page():
    number = int(request.args.get("page", 1))
    return db.session.execute(f"SELECT * FROM posts LIMIT 10 OFFSET {number * 10}")
`}]},"security/static-iv":{bad:[{"example.go":`package box

import (
  "crypto/aes"
  "crypto/cipher"
)

func seal(key, text []byte) []byte {
  block, _ := aes.NewCipher(key)
  gcm, _ := cipher.NewGCM(block)
  nonce := []byte("123456789012")
  return gcm.Seal(nil, nonce, text, nil)
}
`},{"example.java":`class Vault {
  AlgorithmParameterSpec nonce() {
    return new IvParameterSpec("0123456789abcdef".getBytes());
  }
}
`},{"example.java":`class Vault {
  AlgorithmParameterSpec nonce() {
    byte[] iv = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
    return new GCMParameterSpec(128, iv);
  }
}
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipheriv('aes-256-cbc', key, '1234567890123456');
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipheriv('aes-256-cbc', key, Buffer.alloc(16, 0));
`},{"example.py":`from Crypto.Cipher import AES

cipher = AES.new(key, AES.MODE_CBC, b"0000000000000000")
`},{"example.py":`from cryptography.hazmat.primitives.ciphers import modes

def mode():
    iv = b"\\\\x00" * 16
    return modes.CBC(iv)
`}],good:[{"example.go":`package box

import (
  "crypto/aes"
  "crypto/cipher"
  "crypto/rand"
)

func seal(key, text []byte) []byte {
  block, _ := aes.NewCipher(key)
  gcm, _ := cipher.NewGCM(block)
  nonce := make([]byte, gcm.NonceSize())
  rand.Read(nonce)
  return gcm.Seal(nonce, nonce, text, nil)
}
`},{"example.java":`class Vault {
  AlgorithmParameterSpec nonce() {
    byte[] iv = new byte[12];
    new SecureRandom().nextBytes(iv);
    return new GCMParameterSpec(128, iv);
  }
}
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));
`},{"example.py":`import os
from Crypto.Cipher import AES

cipher = AES.new(key, AES.MODE_GCM, nonce=os.urandom(12))
`}]},"security/template-from-text":{bad:[{"example.go":`package mail

import "html/template"

func greeting(name string) (*template.Template, error) {
  return template.New("mail").Parse("<p>Hello " + name + "</p>")
}
`},{"example.java":`class Mails {
  void render(String text, Writer out) {
    Velocity.evaluate(new VelocityContext(), out, "mail", text);
  }
}
`},{"example.py":`from jinja2 import Template

def greet(name):
    return Template("Hello " + name + ", it is {{ time }}.").render(time=NOW)
`}],good:[{"example.go":`package mail

import "html/template"

var greeting = template.Must(template.New("mail").Parse("<p>Hello {{.Name}}</p>"))
`},{"example.java":`class Mails {
  void render(String name, Writer out) {
    VelocityContext model = new VelocityContext();
    model.put("name", name);
    Velocity.evaluate(model, out, "mail", "Dear $name");
  }
}
`},{"example.py":`from jinja2 import Template

def greet(name):
    return Template("Hello {{ name }}.", autoescape=True).render(name=name)
`}]},"security/template-injection":{bad:[{"example.go":`package hello

import (
  "html/template"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  page, _ := template.New("page").Parse("<h1>Hello " + r.FormValue("name") + "</h1>")
  page.Execute(w, user)
}
`},{"example.java":`class Mail extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Velocity.evaluate(new VelocityContext(), response.getWriter(), "mail", request.getParameter("text"));
  }
}
`},{"example.js":`const ejs = require('ejs');
app.get('/hello', (req, res) => {
  res.send(ejs.render('<p>Hello ' + req.query.name + '</p>'));
});
`},{"example.js":`import Handlebars from 'handlebars';
app.post('/preview', (req, res) => {
  const template = Handlebars.compile(req.body.template);
  res.send(template({ title: 'Preview' }));
});
`},{"example.py":`from flask import render_template_string, request

@app.route("/hello")
def hello():
    name = request.args.get("name")
    return render_template_string("<p>Hello " + name + "</p>")
`},{"example.py":`from jinja2 import Environment

def greet(request):
    return Environment(autoescape=True).from_string(request.POST["template"]).render()
`}],good:[{"example.go":`package hello

import (
  "html/template"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  page, _ := template.New("page").Parse("<h1>Hello {{.}}</h1>")
  page.Execute(w, r.FormValue("name"))
}
`},{"example.java":`class Mail extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    VelocityContext model = new VelocityContext();
    model.put("text", request.getParameter("text"));
    Velocity.evaluate(model, response.getWriter(), "mail", "Dear all, $text");
  }
}
`},{"example.js":`const ejs = require('ejs');
app.get('/hello', (req, res) => {
  res.send(ejs.render('<p>Hello <%= name %></p>', { name: req.query.name }));
});
`},{"example.py":`class PhoneForm(forms.Form):
    def clean_phone(self):
        return PhoneNumber.from_string(self.cleaned_data["phone"])
`},{"example.py":`from flask import render_template_string, request

@app.route("/hello")
def hello():
    return render_template_string("<p>Hello {{ name }}</p>", name=request.args.get("name"))
`}]},"security/timing-unsafe-comparison":{bad:[{"example.go":`package hooks

import "encoding/hex"

func isGenuine(signature string, sum []byte) bool {
  return signature == hex.EncodeToString(sum)
}
`},{"example.go":`package hooks

import (
  "crypto/hmac"
  "crypto/sha256"
  "encoding/hex"
)

func isGenuine(body, key []byte, given string) bool {
  mac := hmac.New(sha256.New, key)
  mac.Write(body)
  sum := hex.EncodeToString(mac.Sum(nil))
  return sum == given
}
`},{"example.java":`class Webhook {
  boolean isOurs(String signature, byte[] body) {
    String expectedSignature = sign(body);
    return expectedSignature.equals(signature);
  }
}
`},{"example.js":`const crypto = require('crypto');
const expected = crypto.createHmac('sha256', key).update(body).digest('hex');
const isGenuine = signature === expected;
`},{"example.py":`import hmac

def is_genuine(body, signature):
    return hmac.new(KEY, body, "sha256").hexdigest() == signature
`}],good:[{"example.go":`package hooks

import "crypto/hmac"

func isGenuine(signature, sum []byte) bool {
  return len(signature) > 0 && hmac.Equal(signature, sum)
}
`},{"example.go":`package hooks

import (
  "crypto/hmac"
  "crypto/sha256"
)

func isGenuine(body, key, given []byte) bool {
  mac := hmac.New(sha256.New, key)
  mac.Write(body)
  return hmac.Equal(mac.Sum(nil), given)
}
`},{"example.java":`class Webhook {
  boolean isOurs(String signature, byte[] body) {
    String expectedSignature = sign(body);
    return MessageDigest.isEqual(expectedSignature.getBytes(UTF_8), signature.getBytes(UTF_8));
  }
}
`},{"example.js":`const crypto = require('crypto');
const expected = crypto.createHmac('sha256', key).update(body).digest();
const isGenuine = crypto.timingSafeEqual(signature, expected);
`},{"example.py":`import hmac

def is_genuine(body, signature):
    return hmac.compare_digest(hmac.new(KEY, body, "sha256").hexdigest(), signature)
`}]},"security/trust-boundary":{bad:[{"example.go":`package shop

import "net/http"

func role(w http.ResponseWriter, r *http.Request) {
  session, _ := store.Get(r, "shop")
  session.Values["role"] = r.FormValue("role")
  session.Save(r, w)
}
`},{"example.java":`class Choose extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    String role = request.getParameter("role");
    request.getSession().setAttribute("role", role);
  }
}
`},{"example.js":`app.post('/role', (req, res) => {
  req.session.role = req.body.role;
  res.end();
});
`},{"example.py":`from flask import request, session

@app.route("/role", methods=["POST"])
def role():
    session["role"] = request.form["role"]
    return "ok"
`}],good:[{"example.go":`package shop

import "net/http"

func role(w http.ResponseWriter, r *http.Request) {
  session, _ := store.Get(r, "shop")
  session.Values["role"] = roleOf(user)
  session.Save(r, w)
}
`},{"example.java":`class Choose extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    int page = Integer.parseInt(request.getParameter("page"));
    request.getSession().setAttribute("page", page);
  }
}
`},{"example.js":`app.post('/login', async (req, res) => {
  const user = await users.check(req.body.name, req.body.password);
  req.session.role = user.role;
  req.session.language = req.body.language;
  res.end();
});
`},{"example.py":`from flask import request, session

@app.route("/page", methods=["POST"])
def page():
    session["page"] = int(request.form["page"])
    return "ok"
`}]},"security/unauthenticated-encryption":{bad:[{"example.go":`package box

import (
  "crypto/aes"
  "crypto/cipher"
)

func seal(key, iv, text []byte) {
  block, _ := aes.NewCipher(key)
  cipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text)
}
`},{"example.py":`import os
from Crypto.Cipher import AES

cipher = AES.new(key, AES.MODE_CBC, os.urandom(16))
`}],good:[{"example.go":`package box

import (
  "crypto/aes"
  "crypto/cipher"
)

func seal(key, nonce, text []byte) []byte {
  block, _ := aes.NewCipher(key)
  gcm, _ := cipher.NewGCM(block)
  return gcm.Seal(nil, nonce, text, nil)
}
`},{"example.py":`from Crypto.Cipher import AES

cipher = AES.new(key, AES.MODE_GCM)
`}]},"security/unbounded-read":{bad:[{"example.go":`package unpack

import (
  "compress/gzip"
  "io"
  "os"
)

func unpack(packed io.Reader, out *os.File) error {
  reader, err := gzip.NewReader(packed)
  if err != nil {
    return err
  }
  _, err = io.Copy(out, reader)
  return err
}
`},{"example.js":`app.get('/noise', (req, res) => {
  res.end(Buffer.alloc(Number(req.query.count)));
});
`},{"example.js":`app.use(express.json({ limit: Infinity }));
`}],good:[{"example.go":`package unpack

import (
  "compress/gzip"
  "io"
  "os"
)

func unpack(packed io.Reader, out *os.File) error {
  reader, err := gzip.NewReader(packed)
  if err != nil {
    return err
  }
  _, err = io.Copy(out, io.LimitReader(reader, 10<<20))
  return err
}
`},{"example.js":`app.get('/noise', (req, res) => {
  res.end(Buffer.alloc(Math.min(Number(req.query.count), 1024)));
});
`},{"example.js":`app.use(express.json({ limit: '1mb' }));
`}]},"security/unescaped-html":{bad:[{"example.go":`package hello

import (
  "fmt"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  fmt.Fprintf(w, "Hello, %s", r.FormValue("name"))
}
`},{"example.go":`package page

import "html/template"

func title(name string) template.HTML {
  return template.HTML("<b>" + name + "</b>")
}
`},{"example.go":`package page

import (
  "fmt"
  "net/http"
)

func title(w http.ResponseWriter, name string) {
  w.Write([]byte(fmt.Sprintf("<h1>%s</h1>", name)))
}
`},{"example.go":`package page

import (
  "fmt"
  "net/http"
)

func title(w http.ResponseWriter, name string) {
  fmt.Fprintf(w, "<h1>%s</h1>", name)
}
`},{"example.go":`package page

import (
  "net/http"
  "text/template"
)

var page = template.Must(template.ParseFiles("page.html"))

func show(w http.ResponseWriter, r *http.Request) {
  page.Execute(w, user)
}
`},{"example.java":`class Page {
  void greet(HttpServletResponse response, String name) throws IOException {
    response.getWriter().println("<h1>Hello " + name + "</h1>");
  }
}
`},{"example.js":`function show(message) {
  document.querySelector('#message').innerHTML = '<p>' + message + '</p>';
}
`},{"example.js":`export function Article({ article }) {
  return <article dangerouslySetInnerHTML={{ __html: article.body }} />;
}
`},{"example.js":`$.get('/weather', (result) => {
  $('#weather').html('<b>' + result.text + '</b>');
});
`},{"example.js":`app.post('/contact', async (req, res) => {
  await mailer.send({ to: SUPPORT, html: \`<p>\${req.body.message}</p>\` });
  res.end();
});
`},{"example.js":`$(location.hash).show();
`},{"example.js":`angular.module('shop', []).config(function ($sceProvider) {
  $sceProvider.enabled(false);
});
`},{"example.js":`const page = <ReactMarkdown escapeHtml={false} source={text} />;
`},{"example.js":"const html = `<script>window.state = ${serialize(state, { unsafe: true })}<\/script>`;\n"},{"example.js":`const render = Handlebars.compile(source, { noEscape: true });
`},{"example.js":`const escapeQuotes = (text) => text.replace("'", "''");
`},{"example.js":`const clean = (html) => html.replace('<', '&lt;');
`},{"example.py":`from django.utils.html import format_html

def badge(name):
    return format_html(f"<b>{name}</b>")
`},{"example.py":`from markupsafe import Markup

def link(url):
    return Markup("<a href='%s'>more</a>" % url)
`},{"example.py":`from jinja2 import Environment, FileSystemLoader

pages = Environment(loader=FileSystemLoader("templates"), autoescape=False)
`},{"example.py":`import jinja2

pages = jinja2.Environment(loader=jinja2.FileSystemLoader("templates"))
`},{"example.py":`from django.shortcuts import render

def page(request):
    return render(request, "page.html", {"title": title, "autoescape": False})
`},{"example.py":`from django.utils.safestring import SafeString

class Title(SafeString):
    pass
`},{"example.py":`from flask import render_template, request

@app.route("/hello")
def hello():
    return render_template("hello.jinja2", name=request.args.get("name"))
`},{"example.py":`from flask import render_template

def hello(name):
    return render_template("hello.jinja2", name=name)
`},{"example.py":`def handler(event, context):
    page = f"<p>{event['name']}</p>"
    return {"statusCode": 200, "body": compressed(page)}
`},{"example.py":`from mako.template import Template

page = Template(filename="page.html")
`}],good:[{"example.go":`package hello

import (
  "fmt"
  "net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
  w.Header().Set("Content-Type", "text/plain; charset=utf-8")
  fmt.Fprintf(w, "Hello, %s", r.FormValue("name"))
}
`},{"example.go":`package page

import (
  "html"
  "html/template"
)

func title(name string) template.HTML {
  return template.HTML("<b>" + html.EscapeString(name) + "</b>")
}
`},{"example.go":`package page

import (
  "fmt"
  "html"
  "net/http"
)

func title(w http.ResponseWriter, name string) {
  w.Write([]byte(fmt.Sprintf("<h1>%s</h1>", html.EscapeString(name))))
}
`},{"example.go":`package page

import (
  "fmt"
  "html"
  "net/http"
)

func title(w http.ResponseWriter, name string) {
  fmt.Fprintf(w, "<h1>%s</h1>", html.EscapeString(name))
}
`},{"example.go":`package page

import (
  "html/template"
  "net/http"
)

var page = template.Must(template.ParseFiles("page.html"))

func show(w http.ResponseWriter, r *http.Request) {
  page.Execute(w, user)
}
`},{"example.java":`class Page {
  void greet(HttpServletResponse response, String name) throws IOException {
    response.getWriter().println("<h1>Hello " + Encode.forHtml(name) + "</h1>");
  }
}
`},{"example.js":`function show(message) {
  document.querySelector('#message').textContent = message;
  document.querySelector('#hint').innerHTML = '<p>Saved</p>';
}
`},{"example.js":`export function Article({ article }) {
  return <article dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(article.body) }} />;
}
`},{"example.js":"app.post('/contact', async (req, res) => {\n  await mailer.send({ to: SUPPORT, text: `From ${req.body.name}`, html: `<p>${escapeHtml(req.body.message)}</p>` });\n  res.end();\n});\n"},{"example.js":`$(document).find('#' + CSS.escape(location.hash.slice(1))).show();
`},{"example.js":`angular.module('shop', []).config(function ($sceProvider) {
  $sceProvider.enabled(true);
});
`},{"example.js":`const page = <ReactMarkdown>{text}</ReactMarkdown>;
`},{"example.js":"const html = `<script>window.state = ${serialize(state, { space: 2 })}<\/script>`;\n"},{"example.js":`const render = Handlebars.compile(source);
`},{"example.js":`const escapeQuotes = (text) => text.replaceAll("'", "''").replace(/</g, '&lt;');
const rename = (text) => text.replace('foo', 'bar');
`},{"example.py":`from django.utils.html import format_html
from django.utils.safestring import mark_safe

def badge(name):
    return format_html("<b>{}</b>", name)

RULE = mark_safe("<hr>")
`},{"example.py":`from markupsafe import Markup

def link(url):
    return Markup("<a href='{}'>more</a>").format(url)
`},{"example.py":`from jinja2 import Environment, FileSystemLoader, select_autoescape

pages = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
`},{"example.py":`from django.shortcuts import render

def page(request):
    return render(request, "page.html", {"title": title})
`},{"example.py":`class Title(str):
    pass
`},{"example.py":`from flask import render_template, request

@app.route("/hello")
def hello():
    return render_template("hello.html", name=request.args.get("name"))
`},{"example.py":`from flask import render_template

def hello(name):
    return render_template("hello.html", name=name)
`},{"example.py":`import html

def handler(event, context):
    page = f"<p>{html.escape(event['name'])}</p>"
    return {"statusCode": 200, "body": compressed(page)}
`},{"example.py":`from mako.template import Template

page = Template(filename="page.html", default_filters=["h"])
`}]},"security/unrestricted-upload":{bad:[{"example.go":`package photos

import "github.com/gin-gonic/gin"

func upload(c *gin.Context) {
  file, err := c.FormFile("photo")
  if err != nil {
    return
  }
  c.SaveUploadedFile(file, "/srv/photos/"+file.Filename)
}
`},{"example.java":`class Upload extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Part part = request.getPart("photo");
    String name = FilenameUtils.getName(part.getSubmittedFileName());
    part.write("/srv/photos/" + name);
  }
}
`},{"example.js":`app.post('/avatar', (req, res) => {
  const { avatar } = req.files;
  avatar.mv('public/avatars/' + avatar.name, () => res.end());
});
`},{"example.js":`const storage = multer.diskStorage({
  destination: 'public/uploads',
  filename: (req, file, done) => done(null, file.originalname),
});
`},{"example.py":`import os
from flask import request
from werkzeug.utils import secure_filename

@app.route("/upload", methods=["POST"])
def upload():
    file = request.files["file"]
    file.save(os.path.join("uploads", secure_filename(file.filename)))
    return "ok"
`}],good:[{"example.go":`package photos

import (
  "github.com/gin-gonic/gin"
  "github.com/google/uuid"
)

func upload(c *gin.Context) {
  file, err := c.FormFile("photo")
  if err != nil || !isPhoto(file) {
    return
  }
  c.SaveUploadedFile(file, "/srv/photos/"+uuid.NewString()+".jpg")
}
`},{"example.java":`class Upload extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Part part = request.getPart("photo");
    part.write("/srv/photos/" + UUID.randomUUID() + ".jpg");
  }
}
`},{"example.js":`const storage = multer.diskStorage({
  destination: 'uploads',
  filename: (req, file, done) => done(null, crypto.randomUUID() + '.png'),
});
`},{"example.py":`import os
from flask import request
from werkzeug.utils import secure_filename

@app.route("/upload", methods=["POST"])
def upload():
    file = request.files["file"]
    if not file.filename.endswith((".png", ".jpg")):
        return "no", 400
    file.save(os.path.join("uploads", secure_filename(file.filename)))
    return "ok"
`}]},"security/unsafe-deserialization":{bad:[{"example.java":`class Import extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    ObjectInputStream in = new ObjectInputStream(request.getInputStream());
    Object cart = in.readObject();
  }
}
`},{"example.java":`@RestController
class Config {
  @PostMapping("/config")
  void load(@RequestBody String text) {
    Map<String, Object> config = new Yaml().load(text);
  }
}
`},{"example.js":`const serialize = require('node-serialize');
app.get('/profile', (req, res) => {
  const profile = serialize.unserialize(req.cookies.profile);
  res.json(profile);
});
`},{"example.js":`const { deserialize } = require('v8');
app.post('/state', (req, res) => {
  funcster.deepDeserialize(req.body);
  res.end();
});
`},{"example.py":`import base64
import pickle
from flask import request

@app.route("/restore", methods=["POST"])
def restore():
    state = pickle.loads(base64.b64decode(request.cookies["state"]))
    return {"ok": bool(state)}
`},{"example.py":`import yaml

def upload(request):
    return yaml.load(request.FILES["config"].read(), Loader=yaml.Loader)
`}],good:[{"example.java":`class Import extends HttpServlet {
  private final ObjectMapper json = new ObjectMapper();

  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Cart cart = json.readValue(request.getInputStream(), Cart.class);
  }
}
`},{"example.java":`@RestController
class Config {
  @PostMapping("/config")
  void load(@RequestBody String text) {
    Map<String, Object> config = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
`},{"example.js":`app.get('/profile', (req, res) => {
  const profile = JSON.parse(req.cookies.profile);
  res.json(profile);
});
`},{"example.py":`import json
from flask import request

@app.route("/restore", methods=["POST"])
def restore():
    state = json.loads(request.cookies["state"])
    return {"ok": bool(state)}
`},{"example.py":`import yaml

def upload(request):
    return yaml.safe_load(request.FILES["config"].read())
`}]},"security/unsafe-load":{bad:[{"example.java":`class Config {
  Object read(String text) {
    Yaml yaml = new Yaml();
    return yaml.load(text);
  }
}
`},{"example.java":`class Json {
  ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.enableDefaultTyping();
    return mapper;
  }
}
`},{"example.java":`class Restore {
  Object read(InputStream in) {
    return new XMLDecoder(in).readObject();
  }
}
`},{"example.java":`class Queue implements MessageListener {
  public void onMessage(Message message) {
    Object order = ((ObjectMessage) message).getObject();
  }
}
`},{"example.js":`const yaml = require('js-yaml');
const settings = yaml.load(text, { schema: yaml.DEFAULT_FULL_SCHEMA });
`},{"example.js":`const yaml = require('js-yaml');
app.post('/import', (req, res) => {
  res.json(yaml.load(req.body.text));
});
`},{"example.py":`import pickle

def restore(data):
    return pickle.loads(data)
`},{"example.py":`import marshal

def read(path):
    with open(path, "rb") as file:
        return marshal.load(file)
`},{"example.py":`import yaml

with open("config.yml") as file:
    config = yaml.load(file, Loader=yaml.Loader)
`},{"example.py":`from ruamel.yaml import YAML

config = YAML(typ="unsafe").load(text)
`},{"example.py":`import yaml

def read(text):
    return yaml.load(text)
`},{"example.py":`import numpy as np

weights = np.load("weights.npy", allow_pickle=True)
`}],good:[{"example.java":`class Config {
  Object read(String text) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    return yaml.load(text);
  }
}
`},{"example.js":`const yaml = require('js-yaml');
const settings = yaml.load(text, { schema: yaml.JSON_SCHEMA });
`},{"example.js":`const yaml = require('js-yaml');
app.post('/import', (req, res) => {
  res.json(yaml.load(req.body.text, { schema: yaml.JSON_SCHEMA }));
});
`},{"example.py":`import json

def restore(data):
    return json.loads(data)
`},{"example.py":`import pickle

def copy(value):
    return pickle.loads(pickle.dumps(value))
`},{"example.py":`import yaml

def read(text):
    return yaml.load(text, Loader=yaml.CSafeLoader)
`},{"example.py":`import yaml

def read(text):
    return yaml.safe_load(text)
`},{"example.py":`import numpy as np

weights = np.load("weights.npy")
`}]},"security/unsafe-reflection":{bad:[{"example.go":`package actions

import (
  "net/http"
  "reflect"
)

func run(w http.ResponseWriter, r *http.Request) {
  reflect.ValueOf(actions).MethodByName(r.FormValue("action")).Call(nil)
}
`},{"example.java":`class Plugins extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Class<?> type = Class.forName(request.getParameter("plugin"));
    type.getDeclaredConstructor().newInstance();
  }
}
`},{"example.java":`class Drivers {
  Class<?> driver(String vendor) throws ClassNotFoundException {
    return Class.forName("com.example.drivers." + vendor);
  }
}
`},{"example.js":`function plugin(name) {
  return require(name);
}
`},{"example.js":`function call(name, value) {
  return window[name](value);
}
`},{"example.js":`app.get('/report', (req, res) => {
  const report = require('./reports/' + req.query.kind);
  res.json(report.run());
});
`},{"example.js":`app.get('/report', async (req, res) => {
  const report = await import(\`./reports/\${req.query.kind}.js\`);
  res.json(await report.default());
});
`},{"example.js":`app.post('/action', (req, res) => {
  res.json(actions[req.body.action](req.user));
});
`},{"example.py":`import importlib
from flask import request

@app.route("/report")
def report():
    module = importlib.import_module(request.args["kind"])
    return module.render()
`},{"example.py":`def act(request):
    return getattr(actions, request.POST["action"])()
`},{"example.py":`def call(name):
    return globals()[name]()
`}],good:[{"example.go":`package actions

import "net/http"

var actions = map[string]func(){"start": start, "stop": stop}

func run(w http.ResponseWriter, r *http.Request) {
  if action, ok := actions[r.FormValue("action")]; ok {
    action()
  }
}
`},{"example.java":`class Plugins extends HttpServlet {
  private static final Map<String, Class<?>> PLUGINS = Map.of("chart", Chart.class);

  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Class<?> type = PLUGINS.get(request.getParameter("plugin"));
    type.getDeclaredConstructor().newInstance();
  }
}
`},{"example.java":`class Drivers {
  Class<?> driver() throws ClassNotFoundException {
    return Class.forName("com.example.drivers." + "Postgres");
  }
}
`},{"example.js":`const PLUGINS = { csv: () => require('./csv'), pdf: () => require('./pdf') };
function plugin(name) {
  return PLUGINS[name]();
}
`},{"example.js":`const ACTIONS = new Map([['show', show]]);
function call(name, value) {
  return ACTIONS.get(name)(value);
}
`},{"example.js":`app.post('/action', (req, res) => {
  const action = ACTIONS.get(req.body.action);
  res.json(action(req.user));
});
`},{"example.py":`ACTIONS = {"start": start, "stop": stop}

def act(request):
    return ACTIONS[request.POST["action"]]()
`},{"example.py":`HANDLERS = {"a": on_a, "b": on_b}

def call(name):
    return HANDLERS[name]()
`}]},"security/weak-cipher":{bad:[{"example.go":`package box

import "crypto/des"

func seal(key, text []byte) {
  block, _ := des.NewCipher(key)
  block.Encrypt(text, text)
}
`},{"example.go":`package box

import "crypto/aes"

func seal(key, text []byte) {
  block, _ := aes.NewCipher(key)
  for at := 0; at < len(text); at += 16 {
    block.Encrypt(text[at:at+16], text[at:at+16])
  }
}
`},{"example.java":`class Vault {
  Cipher cipher() throws Exception {
    return Cipher.getInstance("DES/CBC/PKCS5Padding");
  }
}
`},{"example.java":`class Vault {
  private static final String KIND = "AES/ECB/PKCS5Padding";

  Cipher cipher() throws Exception {
    return Cipher.getInstance(KIND);
  }
}
`},{"example.java":`class Vault {
  Cipher cipher() {
    return new NullCipher();
  }
}
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipheriv('des-ede3-cbc', key, iv);
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipheriv('aes-256-ecb', key, null);
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipher('aes-256-cbc', password);
`},{"example.js":`const crypto = require('crypto');
function decrypt(text, key, iv, tag) {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(tag);
  return decipher.update(text, 'hex', 'utf8');
}
`},{"example.js":`const crypto = require('crypto');
const open = (text, key, iv, tag) => {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(tag);
  return decipher.update(text, 'hex', 'utf8') + decipher.final('utf8');
};
`},{"example.py":`from Crypto.Cipher import DES

cipher = DES.new(key, DES.MODE_CBC, iv)
`},{"example.py":`from Crypto.Cipher import AES

cipher = AES.new(key, AES.MODE_ECB)
`}],good:[{"example.go":`package box

import (
  "crypto/aes"
  "crypto/cipher"
)

func box(key []byte) (cipher.AEAD, error) {
  block, err := aes.NewCipher(key)
  if err != nil {
    return nil, err
  }
  return cipher.NewGCM(block)
}
`},{"example.go":`package box

import (
  "crypto/aes"
  "crypto/cipher"
)

func seal(key, nonce, text []byte) []byte {
  block, _ := aes.NewCipher(key)
  gcm, _ := cipher.NewGCM(block)
  return gcm.Seal(nil, nonce, text, nil)
}
`},{"example.java":`class Vault {
  Cipher cipher() throws Exception {
    return Cipher.getInstance("AES/GCM/NoPadding");
  }

  Cipher wrapper() throws Exception {
    return Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
  }
}
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));
`},{"example.js":`const crypto = require('crypto');
const cipher = crypto.createCipheriv('aes-256-gcm', crypto.scryptSync(password, salt, 32), iv);
`},{"example.js":`const crypto = require('crypto');
function decrypt(text, key, iv, tag) {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  return decipher.update(text, 'hex', 'utf8') + decipher.final('utf8');
}
`},{"example.js":`const crypto = require('crypto');
const open = (text, key, iv, tag) => {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  return decipher.update(text, 'hex', 'utf8') + decipher.final('utf8');
};
`},{"example.py":`from Crypto.Cipher import AES

cipher = AES.new(key, AES.MODE_GCM)
`},{"example.py":`from cryptography.hazmat.primitives.ciphers.aead import AESGCM

sealed = AESGCM(key).encrypt(nonce, data, None)
`}]},"security/weak-hash":{bad:[{"example.go":`package sign

import "crypto/md5"

func digest(text []byte) [16]byte {
  return md5.Sum(text)
}
`},{"example.java":`class Checksum {
  byte[] of(byte[] data) throws Exception {
    return MessageDigest.getInstance("MD5").digest(data);
  }
}
`},{"example.java":`class Checksum {
  String of(String text) {
    return DigestUtils.sha1Hex(text);
  }
}
`},{"example.java":`public class FastDigest extends MessageDigest {
  @Override
  protected byte[] engineDigest() {
    return new byte[16];
  }
}
`},{"example.js":`const crypto = require('crypto');
const signature = crypto.createHash('md5').update(body + secret).digest('hex');
`},{"example.js":`import { createHmac } from 'node:crypto';
const tag = createHmac('md5', key).update(message).digest();
`},{"example.py":`import hashlib

def fingerprint(data):
    return hashlib.md5(data).hexdigest()
`},{"example.py":`import hashlib

def fingerprint(data):
    return hashlib.new("md5", data).digest()
`}],good:[{"example.go":`package sign

import "crypto/sha256"

func digest(text []byte) [32]byte {
  return sha256.Sum256(text)
}
`},{"example.java":`class Checksum {
  byte[] of(byte[] data) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(data);
  }
}
`},{"example.java":`public class FastDigest extends Digester {
  protected byte[] engineDigest() {
    return new byte[16];
  }
}
`},{"example.js":`const crypto = require('crypto');
const signature = crypto.createHash('sha256').update(body).digest('hex');
const etag = crypto.createHash('md5').update(page).digest('base64');
`},{"example.py":`import hashlib

def fingerprint(data):
    return hashlib.sha256(data).hexdigest()

def cache_key(text):
    return hashlib.md5(text, usedforsecurity=False).hexdigest()
`}]},"security/weak-key":{bad:[{"example.go":`package keys

import (
  "crypto/rand"
  "crypto/rsa"
)

func key() (*rsa.PrivateKey, error) {
  return rsa.GenerateKey(rand.Reader, 1024)
}
`},{"example.go":`package keys

import (
  "crypto/ecdsa"
  "crypto/elliptic"
  "crypto/rand"
)

func key() (*ecdsa.PrivateKey, error) {
  return ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
}
`},{"example.java":`class Keys {
  KeyPair make() throws Exception {
    KeyPairGenerator maker = KeyPairGenerator.getInstance("RSA");
    maker.initialize(1024);
    return maker.generateKeyPair();
  }
}
`},{"example.js":`const crypto = require('crypto');
const pair = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
`},{"example.py":`from Crypto.PublicKey import RSA

key = RSA.generate(1024)
`},{"example.py":`from cryptography.hazmat.primitives.asymmetric import ec

key = ec.generate_private_key(ec.SECP192R1)
`}],good:[{"example.go":`package keys

import (
  "crypto/rand"
  "crypto/rsa"
)

func key() (*rsa.PrivateKey, error) {
  return rsa.GenerateKey(rand.Reader, 3072)
}
`},{"example.go":`package keys

import (
  "crypto/ecdsa"
  "crypto/elliptic"
  "crypto/rand"
)

func key() (*ecdsa.PrivateKey, error) {
  return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}
`},{"example.java":`class Keys {
  KeyPair make() throws Exception {
    KeyPairGenerator maker = KeyPairGenerator.getInstance("RSA");
    maker.initialize(3072);
    return maker.generateKeyPair();
  }
}
`},{"example.js":`const crypto = require('crypto');
const pair = crypto.generateKeyPairSync('rsa', { modulusLength: 3072 });
`},{"example.py":`from Crypto.PublicKey import RSA

key = RSA.generate(3072)
`},{"example.py":`from cryptography.hazmat.primitives.asymmetric import ec

key = ec.generate_private_key(ec.SECP256R1)
`}]},"security/weak-password-hash":{bad:[{"example.go":`package users

import (
  "crypto/sha256"
  "encoding/hex"
)

func hashed(password string) string {
  sum := sha256.Sum256([]byte(password))
  return hex.EncodeToString(sum[:])
}
`},{"example.go":`package users

import (
  "crypto/sha256"

  "golang.org/x/crypto/pbkdf2"
)

func hashed(password, salt []byte) []byte {
  return pbkdf2.Key(password, salt, 1000, 32, sha256.New)
}
`},{"example.java":`class Accounts {
  void store(User user, String password) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    user.setPassword(digest.digest(password.getBytes()));
  }
}
`},{"example.java":`class Security {
  PasswordEncoder encoder() {
    return NoOpPasswordEncoder.getInstance();
  }
}
`},{"example.java":`class Security {
  PasswordEncoder encoder() {
    return new BCryptPasswordEncoder(4);
  }
}
`},{"example.java":`class Keys {
  KeySpec spec(char[] password, byte[] salt) {
    return new PBEKeySpec(password, salt, 1000, 256);
  }
}
`},{"example.js":`const crypto = require('crypto');
const stored = crypto.createHash('sha256').update(password).digest('hex');
`},{"example.js":`const bcrypt = require('bcrypt');
const stored = bcrypt.hashSync(password, 4);
`},{"example.js":`const argon2 = require('argon2');
const settings = { type: argon2.argon2i, parallelism: 4 };
const stored = (password) => argon2.hash(password, settings);
`},{"example.js":`const crypto = require('crypto');
const key = crypto.pbkdf2Sync(password, salt, 1000, 64, 'sha512');
`},{"example.py":`import hashlib

def store(password):
    return hashlib.sha256(password.encode()).hexdigest()
`}],good:[{"example.go":`package users

import "golang.org/x/crypto/bcrypt"

func hashed(password string) ([]byte, error) {
  return bcrypt.GenerateFromPassword([]byte(password), 12)
}
`},{"example.go":`package users

import (
  "crypto/sha256"

  "golang.org/x/crypto/pbkdf2"
)

func hashed(password, salt []byte) []byte {
  return pbkdf2.Key(password, salt, 600000, 32, sha256.New)
}
`},{"example.java":`class Accounts {
  private final PasswordEncoder encoder = new BCryptPasswordEncoder();

  void store(User user, String password) {
    user.setPassword(encoder.encode(password));
  }
}
`},{"example.java":`class Security {
  PasswordEncoder encoder() {
    return new BCryptPasswordEncoder(12);
  }
}
`},{"example.js":`const crypto = require('crypto');
const stored = crypto.scryptSync(password, crypto.randomBytes(16), 64);
`},{"example.js":`const bcrypt = require('bcrypt');
const stored = bcrypt.hashSync(password, 12);
`},{"example.js":`const argon2 = require('argon2');
const stored = (password) => argon2.hash(password, { type: argon2.argon2id });
`},{"example.js":`const crypto = require('crypto');
const key = crypto.pbkdf2Sync(password, salt, 600000, 64, 'sha512');
`},{"example.py":`from argon2 import PasswordHasher

def store(password):
    return PasswordHasher().hash(password)
`}]},"security/weak-random":{bad:[{"example.go":`package login

import (
  "math/rand"
  "strconv"
)

func newToken() string {
  return strconv.FormatInt(rand.Int63(), 36)
}
`},{"example.go":`package login

import (
  "fmt"
  "math/rand"
  "net/http"
)

func remember(w http.ResponseWriter) {
  id := fmt.Sprint(rand.Int63())
  http.SetCookie(w, &http.Cookie{Name: "id", Value: id, Secure: true, HttpOnly: true})
}
`},{"example.java":`class Sessions {
  String open() {
    String token = Long.toHexString(new Random().nextLong());
    return token;
  }
}
`},{"example.java":`class Remember extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    double value = Math.random();
    Cookie remember = new Cookie("remember", Double.toString(value));
    remember.setSecure(true);
    remember.setHttpOnly(true);
    response.addCookie(remember);
  }
}
`},{"example.js":`const token = Math.random().toString(36).slice(2);
`},{"example.js":`function createSessionId() {
  return 'session-' + Math.random();
}
`},{"example.js":`const crypto = require('crypto');
const key = crypto.pseudoRandomBytes(32);
`},{"example.py":`import random
import string

def reset_token():
    return "".join(random.choice(string.ascii_letters) for _ in range(32))
`},{"example.py":`import random

session_id = str(random.getrandbits(64))
`},{"example.py":`import uuid

order = uuid.uuid1()
`}],good:[{"example.go":`package login

import (
  "crypto/rand"
  "encoding/hex"
)

func newToken() string {
  bytes := make([]byte, 16)
  rand.Read(bytes)
  return hex.EncodeToString(bytes)
}
`},{"example.go":`package game

import "math/rand"

func dice() int {
  return rand.Intn(6) + 1
}
`},{"example.go":`package login

import (
  "crypto/rand"
  "net/http"
)

func remember(w http.ResponseWriter) {
  http.SetCookie(w, &http.Cookie{Name: "id", Value: rand.Text(), Secure: true, HttpOnly: true})
}
`},{"example.java":`class Sessions {
  String open() {
    String token = Long.toHexString(new SecureRandom().nextLong());
    return token;
  }

  int delay() {
    return new Random().nextInt(100);
  }
}
`},{"example.js":`const token = crypto.randomUUID();
const delay = Math.random() * 1000;
`},{"example.js":`const crypto = require('crypto');
const key = crypto.randomBytes(32);
`},{"example.py":`import secrets

def reset_token():
    return secrets.token_urlsafe(32)
`},{"example.py":`import random

delay = random.uniform(0, 1)
`},{"example.py":`import uuid

order = uuid.uuid4()
`}]},"security/weak-tls":{bad:[{"example.go":`package server

import "crypto/tls"

var config = &tls.Config{MinVersion: tls.VersionTLS10}
`},{"example.go":`package server

import "crypto/tls"

var config = &tls.Config{CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}}
`},{"example.java":`class Client {
  SSLContext context() throws Exception {
    return SSLContext.getInstance("SSLv3");
  }
}
`},{"example.java":`class Client {
  void open(SSLSocket socket) {
    socket.setEnabledProtocols(new String[] { "TLSv1", "TLSv1.2" });
  }
}
`},{"example.js":`const agent = new https.Agent({ secureProtocol: 'SSLv3_method' });
`},{"example.js":`const server = tls.createServer({ key, cert, minVersion: 'TLSv1' });
`},{"example.py":`import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
`},{"example.py":`import ssl

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1
`},{"example.py":`import ssl

secured = ssl.wrap_socket(connection)
`}],good:[{"example.go":`package server

import "crypto/tls"

var config = &tls.Config{MinVersion: tls.VersionTLS12}
`},{"example.go":`package server

import "crypto/tls"

var config = &tls.Config{CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384}}
`},{"example.java":`class Client {
  SSLContext context() throws Exception {
    return SSLContext.getInstance("TLSv1.3");
  }
}
`},{"example.js":`const server = tls.createServer({ key, cert, minVersion: 'TLSv1.2' });
`},{"example.js":`const server = tls.createServer({ key, cert, minVersion: 'TLSv1.3' });
`},{"example.py":`import ssl

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1_2
`},{"example.py":`import ssl

secured = ssl.create_default_context().wrap_socket(connection, server_hostname=HOST)
`}]},"security/xml-bomb":{bad:[{"example.py":`from lxml import etree

parser = etree.XMLParser(huge_tree=True)
`}],good:[{"example.py":`from lxml import etree

parser = etree.XMLParser(resolve_entities=False)
`}]},"security/xml-external-entities":{bad:[{"example.go":`package feed

import "github.com/lestrrat-go/libxml2/parser"

func newParser() *parser.Parser {
  return parser.New(parser.XMLParseNoEnt)
}
`},{"example.java":`class Feeds {
  Document read(InputStream feed) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(feed);
  }
}
`},{"example.java":`class Feeds {
  XMLStreamReader read(InputStream feed) throws Exception {
    return XMLInputFactory.newInstance().createXMLStreamReader(feed);
  }
}
`},{"example.java":`class Feeds {
  void open(SAXParserFactory factory) throws Exception {
    factory.setFeature("http://xml.org/sax/features/external-general-entities", true);
  }
}
`},{"example.js":`const libxmljs = require('libxmljs');
const order = libxmljs.parseXml(text, { noent: true });
`},{"example.js":`const expat = require('node-expat');
app.post('/feed', (req, res) => {
  const parser = new expat.Parser('UTF-8');
  parser.write(req.body);
  res.end();
});
`},{"example.js":`const xml2json = require('xml2json');
const read = (body) => xml2json.toJson(body, { object: true });
`},{"example.py":`from lxml import etree

parser = etree.XMLParser(resolve_entities=True, no_network=False)
`},{"example.py":`from flask import jsonify, request
from lxml import etree

@app.route("/order", methods=["POST"])
def order():
    return jsonify(tag=etree.fromstring(request.data).tag)
`}],good:[{"example.go":`package feed

import "github.com/lestrrat-go/libxml2/parser"

func newParser() *parser.Parser {
  return parser.New()
}
`},{"example.java":`class Feeds {
  Document read(InputStream feed) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(feed);
  }

  Document empty() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().newDocument();
  }
}
`},{"example.java":`class Feeds {
  SAXParser parser() throws Exception {
    SAXParserFactory factory = SAXParserFactory.newInstance();
    Hardening.apply(factory);
    return factory.newSAXParser();
  }
}
`},{"example.java":`class Feeds {
  void open(SAXParserFactory factory) throws Exception {
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
  }
}
`},{"example.js":`const libxmljs = require('libxmljs');
const order = libxmljs.parseXml(text, { noblanks: true });
`},{"example.js":`const expat = require('node-expat');
const parser = new expat.Parser('UTF-8');
parser.write('<order/>');
`},{"example.js":`const xml2json = require('xml2json');
const order = xml2json.toJson('<order/>', { object: true });
`},{"example.py":`from lxml import etree

parser = etree.XMLParser(resolve_entities=False)
`},{"example.py":`from flask import jsonify, request
from lxml import etree

@app.route("/order", methods=["POST"])
def order():
    parser = etree.XMLParser(resolve_entities=False)
    return jsonify(tag=etree.fromstring(request.data, parser).tag)
`}]},"security/xml-injection":{bad:[{"example.py":`def call(client, words):
    client.calls.create(to=NUMBER, twiml="<Response><Say>" + words + "</Say></Response>")
`},{"example.py":`def order(name):
    return f"<?xml version='1.0'?><order><name>{name}</name></order>"
`}],good:[{"example.py":`from xml.sax.saxutils import escape

def call(client, words):
    client.calls.create(to=NUMBER, twiml="<Response><Say>" + escape(words) + "</Say></Response>")
`}]},"security/xpath-injection":{bad:[{"example.go":`package staff

import (
  "net/http"

  "github.com/antchfx/xmlquery"
)

func find(doc *xmlquery.Node, r *http.Request) *xmlquery.Node {
  return xmlquery.FindOne(doc, "//user[@name='"+r.FormValue("name")+"']")
}
`},{"example.java":`class Staff extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    String expression = "/staff/person[@id='" + request.getParameter("id") + "']";
    String name = xpath.evaluate(expression, staff);
  }
}
`},{"example.js":`const xpath = require('xpath');
app.get('/user', (req, res) => {
  const nodes = xpath.select("//user[name='" + req.query.name + "']", users);
  res.json(nodes.length);
});
`},{"example.py":`from flask import request
from lxml import etree

@app.route("/user")
def user():
    name = request.args["name"]
    found = etree.parse("users.xml").xpath("//user[@name='" + name + "']")
    return str(len(found))
`}],good:[{"example.go":`package staff

import (
  "net/http"

  "github.com/antchfx/xmlquery"
)

func find(doc *xmlquery.Node, r *http.Request) *xmlquery.Node {
  name := r.FormValue("name")
  for _, user := range xmlquery.Find(doc, "//user") {
    if user.SelectAttr("name") == name {
      return user
    }
  }
  return nil
}
`},{"example.java":`class Staff extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    int id = Integer.parseInt(request.getParameter("id"));
    String name = xpath.evaluate("/staff/person[@id='" + id + "']", staff);
  }
}
`},{"example.js":`const xpath = require('xpath');
const byName = xpath.parse('//user[name=$name]');
app.get('/user', (req, res) => {
  const nodes = byName.select({ node: users, variables: { name: req.query.name } });
  res.json(nodes.length);
});
`},{"example.py":`from flask import request
from lxml import etree

@app.route("/user")
def user():
    found = etree.parse("users.xml").xpath("//user[@name=$name]", name=request.args["name"])
    return str(len(found))
`}]}};export{e as default};