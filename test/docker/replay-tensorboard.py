"""Says and serves what TensorBoard does, as far as yolotop looks at it. For tests; they put it into a container as `tensorboard`."""
import http.server
import sys

options = dict(zip(sys.argv[1::2], sys.argv[2::2]))


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(options['--logdir'].encode())

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer((options['--host'], int(options['--port'])), Handler)
sys.stderr.write('TensorBoard 2.13.0 at http://localhost:%s/ (Press CTRL+C to quit)\n' % options['--port'])
sys.stderr.flush()
server.serve_forever()
