"""An authority and server certificates for TLS faults, made with openssl."""

import os
import ssl
import subprocess


def openssl(*arguments, environment=None):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=60,
                   env={**os.environ, **(environment or {})})


class Authority:
    """Certificates are good from now on, or from the clock's now, for some days."""

    def __init__(self, directory, name="测试 CA", days=30, clock=None):
        self._directory, self._days = directory, str(days)
        self._environment = clock.environment if clock else None
        self.file = self._path("ca.pem")
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                      "-days", self._days, "-subj", f"/CN={name}", "-utf8", "-keyout", self._path("ca.key"), "-out", self.file)

    def _openssl(self, *arguments):
        openssl(*arguments, environment=self._environment)

    def _path(self, name):
        return os.path.join(self._directory, name)

    def server(self, name, alt="IP:127.0.0.1", is_expired=False, is_self_signed=False):
        """A server context with a certificate of this authority, or with one that should not be trusted."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.identity(name, alt, is_expired, is_self_signed))
        return context

    def identity(self, name, alt="IP:127.0.0.1", is_expired=False, is_self_signed=False):
        """The files of a certificate and its key."""
        key, request, certificate, extra = (self._path(f"{name}.{end}") for end in ("key", "csr", "pem", "ext"))
        with open(extra, "w", encoding="ascii") as file:
            file.write(f"subjectAltName={alt}\nextendedKeyUsage=serverAuth\n")
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={name}",
                      "-keyout", key, "-out", request)
        # Negative days: it has already expired.
        days = ["-days", "-1" if is_expired else self._days]
        signer = ["-signkey", key] if is_self_signed else [
            "-CA", self.file, "-CAkey", self._path("ca.key"), "-CAcreateserial"]
        self._openssl("x509", "-req", "-in", request, "-extfile", extra, *days, *signer, "-out", certificate)
        return certificate, key

    def old(self, name):
        """A server that supports nothing newer than TLS 1.0."""
        context = self.server(name)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
        return context

    def demanding(self, name):
        """A server that requires a client certificate."""
        context = self.server(name)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(self.file)
        return context
