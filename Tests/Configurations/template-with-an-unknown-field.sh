mkdir -p words/zh-CN
printf 'Subject: 注册期满\n\n{{holder_nmae}}：您的注册即将期满。\n' > words/zh-CN/registration.expired.mustache
