# The editor saves as GBK.
iconv -f UTF-8 -t GBK renewald.yaml > gbk
mv gbk renewald.yaml
