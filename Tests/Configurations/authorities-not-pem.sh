# DER, as Windows exports it.
printf '\060\202\003\107' > relay-ca.crt
