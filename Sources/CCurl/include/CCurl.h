#pragma once
#include <curl/curl.h>

/* libcurl's variadic functions, one function per type of argument: Swift cannot call the originals. */

typedef size_t (*renewald_curl_transfer_callback)(char *bytes, size_t size, size_t count, void *context);

CURLcode renewald_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode renewald_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode renewald_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode renewald_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode renewald_curl_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t count);
CURLcode renewald_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);

CURLcode renewald_curl_set_transfer(CURL *handle, CURLoption option, renewald_curl_transfer_callback value);
CURLcode renewald_curl_set_debug(CURL *handle, curl_debug_callback value);
CURLcode renewald_curl_set_progress(CURL *handle, curl_xferinfo_callback value);
CURLcode renewald_curl_set_open_socket(CURL *handle, curl_opensocket_callback value);
CURLcode renewald_curl_set_close_socket(CURL *handle, curl_closesocket_callback value);
CURLcode renewald_curl_set_prerequest(CURL *handle, curl_prereq_callback value);

CURLcode renewald_curl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode renewald_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode renewald_curl_get_text(CURL *handle, CURLINFO info, const char **value);
CURLcode renewald_curl_get_certificates(CURL *handle, struct curl_certinfo **value);

CURLMcode renewald_curl_multi_set_long(CURLM *handle, CURLMoption option, long value);
