mkdir -p words/zh-CN
printf 'Subject: 期满\n\n{{#holder}}您的注册即将期满。\n' > words/zh-CN/registration.expired.mustache
