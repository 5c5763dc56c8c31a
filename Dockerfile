# Pullquote as a container. Build: docker build -t pullquote .
# It needs a bot's token (DISCORD_TOKEN); the playground is for a machine of your own: npm start.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Without install scripts: the only one brings a Node for machines that have an older one, and the image has its own.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production \
    HEALTH_PORT=8080 \
    STORE_URL=sqlite:/app/data/pullquote.sqlite
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY src src
COPY prompts prompts
COPY content content
# All that the program writes is in data/, so the rest of the file system may be read-only.
RUN mkdir data && chown node:node data
USER node
VOLUME ["/app/data"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# As `npm start` does.
CMD ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=4", "--heap-growing-percent=20", "--expose-gc", "--import", "./src/node-version.js", "--import", "./src/compile-cache.js", "src/main.ts"]
