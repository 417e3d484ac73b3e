# The same steps as `make setup`. Build arguments are pip's own settings: an operator who points
# them at a CPU build of torch gets an image some gigabytes smaller (README, "Sizes").
FROM python:3.11-slim AS build
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG PIP_FIND_LINKS
WORKDIR /opt/tracuu
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY scripts ./scripts
COPY corpus ./corpus
COPY embeddings ./embeddings
COPY index ./index
COPY service ./service
COPY eval ./eval
RUN scripts/setup.sh /opt/tracuu/.venv "milvus,postgres" --editable

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 tracuu && mkdir /data && chown tracuu /data
COPY --from=build /opt/tracuu /opt/tracuu
ENV PATH=/opt/tracuu/.venv/bin:$PATH TRACUU_DATA=/data PYTHONUNBUFFERED=1
USER tracuu
WORKDIR /opt/tracuu
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
# The service refuses to listen here without API keys or -e TRACUU_ANONYMOUS=read, and says so.
ENTRYPOINT ["scripts/serve.sh"]
