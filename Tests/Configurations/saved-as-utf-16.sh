# Notepad's “Unicode”.
iconv -f UTF-8 -t UTF-16 renewald.yaml > utf-16
mv utf-16 renewald.yaml
