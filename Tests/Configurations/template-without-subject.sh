mkdir -p words/zh-CN
printf '您的注册即将期满。\n' > words/zh-CN/registration.expired.mustache
