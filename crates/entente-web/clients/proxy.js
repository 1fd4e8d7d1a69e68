// A proxy that goes wrong on purpose: each request that brings events meets the next fault of a list, until none is left.
//   pass     nothing goes wrong
//   429      refused for now, with a time to come again
//   503      refused for now, without one
//   before   the connection is cut before the house sees the request
//   after    the house takes the request, and the connection is cut before its answer arrives
//   kill     the house is killed while it has the request, and started again
import { createServer, request as ask } from "node:http";

const CORS = { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after" };
const LATER = JSON.stringify({ code: "later", message: "later" });

/** Stands before a house; answers its address, how often each fault was met, and how many requests the house took. */
export const proxy = (house, list) =>
  new Promise((resolve) => {
    const faults = [...list];
    const met = {};
    let taken = 0;
    const server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const fault = request.method === "POST" ? (faults.shift() ?? "pass") : "pass";
      met[fault] = (met[fault] ?? 0) + 1;
      const cut = () => request.socket.destroy();
      const refuse = (status, headers) => response.writeHead(status, { ...CORS, "content-type": "application/json", ...headers }).end(LATER);
      if (fault === "429") return refuse(429, { "retry-after": "1" });
      if (fault === "503") return refuse(503);
      if (fault === "before") return cut();
      const answer = forward(house, request, body);
      if (fault === "kill") {
        // Somewhere between taking the request and answering it; wherever that is, nothing may be lost or doubled.
        await Promise.race([answer.catch(() => {}), new Promise((done) => setTimeout(done, 5))]);
        await house.killAndStart();
        return cut();
      }
      const came = await answer.catch(() => null);
      if (came === null) return cut();
      if (request.method === "POST") taken += 1;
      if (fault === "after") return cut();
      response.writeHead(came.status, came.headers).end(came.body);
    });
    server.listen(0, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${server.address().port}`;
      const stop = () => new Promise((done) => (server.closeAllConnections(), server.close(done)));
      resolve({ address, met, left: faults, taken: () => taken, stop });
    });
  });

const forward = (house, { method, url, headers }, body) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(house.address);
    const forwarded = ask({ hostname, port, method, path: url, headers: { ...headers, connection: "close" }, agent: false });
    forwarded.on("error", reject).on("response", async (answer) => {
      try {
        const chunks = [];
        for await (const chunk of answer) chunks.push(chunk);
        const { "transfer-encoding": _, connection: __, ...kept } = answer.headers;
        resolve({ status: answer.statusCode, headers: kept, body: Buffer.concat(chunks) });
      } catch (error) {
        reject(error);
      }
    });
    forwarded.end(body);
  });

/** Everything that can go wrong, some of it in a row. */
export const EVERYTHING = ["pass", "429", "after", "503", "pass", "before", "after", "kill", "pass", "429", "503", "after"];
