# yolotop in a container. It needs the socket of the engine and a terminal, nothing else:
#
#   npm run image [-- BASE]
#   docker run --rm -it --group-add "$(stat -c %g /var/run/docker.sock)" -v /var/run/docker.sock:/var/run/docker.sock yolotop [TARGET]
#
# BASE is any image with Node 20.20 or newer.
ARG BASE=node:24-alpine
FROM ${BASE}
# An ordinary user, who need not be in /etc/passwd. The group of the socket is added where the container starts; where it belongs to root
# alone, as with a rootless engine, so is --user 0.
USER 1000:1000
COPY --chown=1000:1000 dist /opt/yolotop
# A container has no language of its own; give another with -e LANG=zh_CN.UTF-8.
ENV HOME=/tmp LANG=C.UTF-8 COLORTERM=truecolor
ENTRYPOINT ["node", "/opt/yolotop/cli.js"]
