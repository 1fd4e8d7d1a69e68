// A site of the company's own, on another port: whatever page it is asked for, it answers one text.
import { createServer } from "node:http";

/** Starts it; answers its address and how it is stopped. */
export const site = (html) =>
  new Promise((resolve) => {
    const server = createServer((request, answer) => {
      if (request.url === "/favicon.ico") return answer.writeHead(204).end();
      answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
    });
    server.listen(0, "127.0.0.1", () =>
      resolve({ address: `http://127.0.0.1:${server.address().port}`, stop: () => (server.closeAllConnections(), server.close()) }),
    );
  });
