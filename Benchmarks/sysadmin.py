"""What an administrator would write in an afternoon: one SELECT, one connection, a table of what was sent.

    python3 sysadmin.py webhook|mail REGISTRY URL COUNT

Prints how many were sent and the seconds it took. No rules, no retries, no recheck; what was sent is committed a
hundred at a time, so a crash may send a hundred twice.
"""

import email.message
import email.utils
import json
import smtplib
import sqlite3
import sys
import time
import urllib.parse

TEXT = """{name}：

您的注册证书（编号 {number}，类别 {category}）将于 {until} 到期，距到期还有 {left} 天。
请于到期前三个月办理延续注册。注册不会自动延续；逾期须重新注册，重新注册获批前不得以注册安全工程师名义执业。

一、登录注册管理系统，提交延续注册申请。
二、由聘用单位审核后提交初审机构。
三、办理结果可在系统内查询。

注册管理办公室
"""


def main():
    kind, path, url, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    registry = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    sent = sqlite3.connect(f"{sys.argv[5]}")
    sent.execute("CREATE TABLE IF NOT EXISTS sent (id TEXT, valid_until TEXT, at TEXT, PRIMARY KEY (id, valid_until))")
    due = registry.execute("""
        SELECT r.id, r.registration_no, r.category, r.valid_until, p.name, p.email,
            julianday(r.valid_until) - julianday(date())
        FROM registration r JOIN person p ON p.id = r.person_id
        WHERE r.valid_until BETWEEN date() AND date('now', '+3 months') AND r.state = 'active' LIMIT ?
        """, [count])
    send = webhooks(url) if kind == "webhook" else mails(url)
    start, number = time.perf_counter(), 0
    for id, registration, category, until, name, address, left in due:
        if sent.execute("SELECT 1 FROM sent WHERE id = ? AND valid_until = ?", [id, until]).fetchone():
            continue
        send(id, address, TEXT.format(name=name, number=registration, category=category, until=until, left=int(left)))
        sent.execute("INSERT INTO sent VALUES (?, ?, datetime())", [id, until])
        number += 1
        if number % 100 == 0:
            sent.commit()
    sent.commit()
    print(number, time.perf_counter() - start)


def webhooks(url):
    import requests
    session = requests.Session()

    def send(id, address, text):
        event = {"type": "reminder", "record": id, "email": address, "text": text}
        session.post(url, data=json.dumps(event), headers={"Content-Type": "application/json"},
                     timeout=15).raise_for_status()
    return send


def mails(url):
    relay = urllib.parse.urlsplit(url)
    connection = smtplib.SMTP(relay.hostname, relay.port, timeout=60)

    def send(id, address, text):
        message = email.message.EmailMessage()
        message["From"], message["To"], message["Subject"] = "office@example.test", address, f"注册证书 {id} 即将到期"
        message["Date"], message["Message-ID"] = email.utils.formatdate(), email.utils.make_msgid(domain="example.test")
        message.set_content(text)
        connection.send_message(message)
    return send


if __name__ == "__main__":
    main()
