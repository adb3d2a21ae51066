# yolotop in a container. It needs the socket of the engine and a terminal, nothing else:
#
#   npm run build && docker build -t yolotop .
#   docker run --rm -it -v /var/run/docker.sock:/var/run/docker.sock yolotop [TARGET]
#
# BASE is any image with Node 20.20 or newer.
ARG BASE=node:24-alpine
FROM ${BASE}
COPY dist /opt/yolotop
# A container has no language of its own; give another with -e LANG=zh_CN.UTF-8.
ENV LANG=C.UTF-8 COLORTERM=truecolor
ENTRYPOINT ["node", "/opt/yolotop/cli.js"]
