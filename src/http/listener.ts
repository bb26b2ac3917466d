import type { RequestListener } from "node:http";
import { createApp } from "./app.js";
import type { Web } from "./context.js";
import { feedListener } from "./feedListener.js";
import { systemRoutes } from "./system.js";

/** What an HTTP server calls: feeds go the short way, everything else through the application. */
export function createListener(web: Web): RequestListener {
  const system = systemRoutes(web);
  const feeds = feedListener(web, system.observe);
  const application = createApp(web, system).callback();
  return (request, response) => {
    if (!feeds(request, response)) void application(request, response);
  };
}
