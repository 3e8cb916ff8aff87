import RenewalRules

extension LogMessage {
    /// What the catalogue says: a line about what has happened, and sentences about what it means and what to do.
    ///
    /// `@NAME@` stands for a field of the entry.
    var words: (subject: Phrase, text: Phrase) {
        switch self {
        case .started:
            (
                Phrase("服务已启动", "The service has started"),
                Phrase(
                    "服务按配置文件 @RENEWALD_FILE@ 运行，从上次结束之处继续",
                    "It runs by the configuration @RENEWALD_FILE@, and goes on where the last run ended"
                )
            )
        case .stopped:
            (
                Phrase("服务已停止", "The service has stopped"),
                Phrase(
                    "没有发完的留在发送队列中，下次启动后继续。无需处理",
                    "What was not sent stays in the outbox and leaves after the next start. Nothing has to be done"
                )
            )
        case .failed:
            (
                Phrase("命令没有成功", "A command failed"),
                Phrase(
                    "原因和处理办法见这一条日志。服务因此停止的，处理后用 `systemctl start renewald` 启动；退出码为64、65、78时"
                        + "不会自动重启",
                    "The entry says why and what to do. If it has ended the service, start it with "
                        + "`systemctl start renewald` afterwards; with exit code 64, 65 or 78 it is not restarted by itself"
                )
            )
        case .loopStuck:
            (
                Phrase("服务的一部分没有响应", "A part of the service is stuck"),
                Phrase(
                    "服务不再向systemd报告状态，将由看门狗终止并重新启动，队列不受影响。反复出现的，多半是登记库或运行库所在的磁盘没有响应",
                    "The watchdog is no longer fed, so that systemd ends the service and starts it again; the outbox is safe. "
                        + "If it happens again, the disk of the registry or of the state file probably does not answer"
                )
            )
        case .reloaded:
            (
                Phrase("新的配置已生效", "A new configuration is in force"),
                Phrase(
                    "改动之处：@RENEWALD_CHANGES@（列表各项从0数起）",
                    "What has changed: @RENEWALD_CHANGES@ (items of lists are counted from 0)"
                )
            )
        case .reloadRefused:
            (
                Phrase("新的配置有误，未采用", "A new configuration was refused"),
                Phrase(
                    "服务按原来的配置继续运行。用 `renewald check-config @RENEWALD_FILE@` 查看全部错误，改正后执行 "
                        + "`systemctl reload renewald`",
                    "The service goes on with the old one. `renewald check-config @RENEWALD_FILE@` names every problem; correct "
                        + "them and run `systemctl reload renewald`"
                )
            )
        case .reloadIncomplete:
            (
                Phrase("新的配置已生效，后续步骤没有做完", "A new configuration is in force, but what follows was not done"),
                Phrase(
                    "多半是运行库当时正忙。有故障的渠道可能要等一会儿才再试；可以再次执行 `systemctl reload renewald`",
                    "The state file was probably busy. A channel at fault may wait before it is tried again; "
                        + "`systemctl reload renewald` repeats it"
                )
            )
        case .housekeepingDone:
            (
                Phrase("每日整理已完成", "The daily housekeeping is done"),
                Phrase(
                    "过期的个人信息已删除，运行库检查无误。存证链末端为 @RENEWALD_EVIDENCE_HEAD@，另行保存后可以用来核对存证是否被改动",
                    "Personal data that are no longer needed are erased, and the state file was found sound. The evidence ends "
                        + "with @RENEWALD_EVIDENCE_HEAD@; kept elsewhere, it shows later whether anything was changed"
                )
            )
        case .housekeepingWaits:
            (
                Phrase("每日整理推迟到明天", "The daily housekeeping waits for tomorrow"),
                Phrase(
                    "运行库被其他程序占用太久。检查是否有备份程序直接复制运行库；备份请用 `renewald outbox backup`",
                    "Another program kept the state file locked for too long. See whether something copies it for a backup; "
                        + "`renewald outbox backup` does so without a lock"
                )
            )
        case .templateUnusable:
            (
                Phrase("通知模板有误，改用内置文字", "A template cannot be used"),
                Phrase(
                    "问题：@RENEWALD_PROBLEM@。通知照常发送，文字为内置的。改正后执行 `systemctl reload renewald`",
                    "The problem: @RENEWALD_PROBLEM@. Its notices are sent with the built-in words. Correct it and run "
                        + "`systemctl reload renewald`"
                )
            )
        case .fileNarrowed:
            (
                Phrase("文件原先可由他人读写，已收紧权限", "A file was open to others, and is not any more"),
                Phrase(
                    "文件 @RENEWALD_FILE@ 中有个人信息，权限已改为只有属主可用。检查是谁放宽了权限，其间是否有人读取",
                    "@RENEWALD_FILE@ holds personal data, so its mode now admits only its owner. Find out who had widened it, and "
                        + "who may have read it"
                )
            )
        case .bellMissing:
            (
                Phrase("命令不能立即唤醒服务", "Commands cannot wake the service at once"),
                Phrase(
                    "运行库旁无法建立通知用的套接字，用命令下达的指令最迟一分钟后生效。检查该目录是否可写",
                    "The socket beside the state file could not be made, so orders of commands take up to a minute. See whether "
                        + "its directory can be written"
                )
            )
        case .clockNotSet:
            (
                Phrase("系统时间不对，暂不检查和发送", "The clock cannot be right, so nothing is planned or sent"),
                Phrase(
                    "校正系统时间（如启用时间同步）后，服务自行继续",
                    "Set the clock, for example by time synchronisation; the service goes on by itself"
                )
            )
        case .stateLocked:
            (
                Phrase("运行库被其他程序占用，发送等待", "Another program has the state file locked, deliveries wait"),
                Phrase(
                    "服务每半分钟再试，不会漏发。长时间如此的，检查是否有备份程序直接复制运行库；备份请用 `renewald outbox backup`",
                    "It is tried again every half minute, and nothing is lost. If it lasts, see whether something copies the "
                        + "file for a backup; `renewald outbox backup` does so without a lock"
                )
            )
        case .heartbeatFails:
            (
                Phrase("未能向监控网址报到", "The heartbeat fails"),
                Phrase(
                    "检查和发送照常进行，但外部监控可能误报服务停止。结果：@RENEWALD_VERDICT_STAGE@ @RENEWALD_VERDICT_CODE@。"
                        + "检查配置中heartbeat的网址和网络",
                    "Scanning and sending go on, but the watcher elsewhere may think that the service has stopped. It ended at: "
                        + "@RENEWALD_VERDICT_STAGE@ @RENEWALD_VERDICT_CODE@. Check the URL under heartbeat and the network"
                )
            )
        case .heartbeatWorks:
            (
                Phrase("已恢复向监控网址报到", "The heartbeat works again"),
                Phrase("无需处理", "Nothing has to be done")
            )
        case .mailReported:
            (
                Phrase("邮件服务器来信说明投递情况", "A mail server has reported on a mail"),
                Phrase(
                    "投递 @RENEWALD_DELIVERY@ 的情况：@RENEWALD_BOUNCE_OUTCOME@，原因 @RENEWALD_BOUNCE_CAUSE@，状态码 "
                        + "@RENEWALD_BOUNCE_STATUS@。用 `renewald outbox show @RENEWALD_DELIVERY@` 查看，邮箱有误的请更正登记",
                    "Of delivery @RENEWALD_DELIVERY@ it says: @RENEWALD_BOUNCE_OUTCOME@, because of @RENEWALD_BOUNCE_CAUSE@, "
                        + "status @RENEWALD_BOUNCE_STATUS@. See `renewald outbox show @RENEWALD_DELIVERY@`, and correct an address "
                        + "that is wrong in the registry"
                )
            )
        case .bounceMailLeft:
            (
                Phrase("退信文件夹中有一封邮件未能处理", "A mail in the maildir for bounces was left there"),
                Phrase(
                    "原因：@RENEWALD_ERROR@。其余各封照常处理，服务重启后再试这一封",
                    "Because: @RENEWALD_ERROR@. The others are taken in, and this one is tried again after the next start"
                )
            )
        case .bouncesUnreadable:
            (
                Phrase("退信文件夹无法使用", "The maildir for bounces cannot be used"),
                Phrase(
                    "原因：@RENEWALD_ERROR@。退信留在其中，恢复后处理。检查配置中bounces的maildir和文件夹的权限",
                    "Because: @RENEWALD_ERROR@. Reports wait in it. Check the key maildir under bounces, and whose the folder is"
                )
            )
        case .bouncesReadable:
            (
                Phrase("退信文件夹恢复正常", "The maildir for bounces can be used again"),
                Phrase("无需处理", "Nothing has to be done")
            )
        case .scanDone:
            (
                Phrase("检查完毕", "A scan is done"),
                Phrase(
                    "查看@RENEWALD_SCAN_EXAMINED@条记录，新增@RENEWALD_SCAN_NOTICES@条提醒、@RENEWALD_SCAN_DELIVERIES@次投递；"
                        + "@RENEWALD_SCAN_QUARANTINED@行无法读取，@RENEWALD_SCAN_UNREACHABLE@条提醒没有可用的地址或路由",
                    "It looked at @RENEWALD_SCAN_EXAMINED@ records and planned @RENEWALD_SCAN_NOTICES@ new notices with "
                        + "@RENEWALD_SCAN_DELIVERIES@ deliveries; @RENEWALD_SCAN_QUARANTINED@ rows could not be read, and "
                        + "@RENEWALD_SCAN_UNREACHABLE@ notices have no route or usable address"
                )
            )
        case .scanFailed:
            (
                Phrase("检查没有成功", "A scan failed"),
                Phrase(
                    "原因：@RENEWALD_ERROR@。服务每半分钟再试，恢复后补上，不会漏掉提醒。用 `renewald registry check` 查看登记库",
                    "The cause: @RENEWALD_ERROR@. It is repeated every half minute and catches up, so that no notice is lost. "
                        + "`renewald registry check` examines the registry"
                )
            )
        case .scansSucceed:
            (Phrase("检查恢复正常", "Scans succeed again"), Phrase("无需处理", "Nothing has to be done"))
        case .rowUnreadable:
            (
                Phrase(
                    "登记库中的一行无法读取：@RENEWALD_ROW_TABLE@ @RENEWALD_ROW@",
                    "A row of the registry cannot be read: @RENEWALD_ROW_TABLE@ @RENEWALD_ROW@"
                ),
                Phrase(
                    "原因：@RENEWALD_ROW_REASON@。这一行没有提醒，其他行不受影响。由登记人员改正；`renewald registry check` 列出全部",
                    "The reason: @RENEWALD_ROW_REASON@. Nobody is reminded of it, and no other row suffers. The office has to "
                        + "correct it; `renewald registry check` lists all"
                )
            )
        case .recordUnreadable:
            (
                Phrase("发送之前记录无法读取：@RENEWALD_RECORD@", "A record could not be read before sending: @RENEWALD_RECORD@"),
                Phrase(
                    "原因：@RENEWALD_ROW_REASON@。这次投递一小时后再试。由登记人员改正该记录",
                    "The reason: @RENEWALD_ROW_REASON@. The delivery is tried again in an hour. The office has to correct the record"
                )
            )
        case .recordsHidden:
            (
                Phrase("登记库内容有误，部分记录读不到", "The content of the registry hides some records"),
                Phrase(
                    "原因：@RENEWALD_ERROR@。与之有关的投递等待，其他照常。用 `renewald registry check` 查看登记库",
                    "The cause: @RENEWALD_ERROR@. Their deliveries wait, all others leave. `renewald registry check` examines the "
                        + "registry"
                )
            )
        case .registryMissing:
            (
                Phrase("启动时读不到登记库", "The service has started without the registry"),
                Phrase(
                    "原因：@RENEWALD_ERROR@。服务每半分钟再试。检查登记库所在的目录是否已挂载、服务的用户能否读取",
                    "The cause: @RENEWALD_ERROR@. It is tried again every half minute. See whether its directory is mounted and the "
                        + "service's user may read it"
                )
            )
        case .registryLocked:
            (
                Phrase("登记库被其他程序占用，启动等待", "Another program has the registry locked, the start waits"),
                Phrase(
                    "文件：@RENEWALD_FILE@。多半是正在导入，稍后自行继续",
                    "The file: @RENEWALD_FILE@. Probably something is being imported; it goes on by itself"
                )
            )
        case .registryUnreadable:
            (
                Phrase("发送之前读不到登记库，发送等待", "The registry could not be read before sending, deliveries wait"),
                Phrase(
                    "渠道@RENEWALD_CHANNEL@等待，因为发送之前要再核对一次记录。原因：@RENEWALD_ERROR@。恢复后自行继续，不会漏发",
                    "Channel @RENEWALD_CHANNEL@ waits, because each record is read once more before it is told of. The cause: "
                        + "@RENEWALD_ERROR@. It goes on by itself, and nothing is lost"
                )
            )
        case .sendingHeld:
            (
                Phrase("全部发送已暂停：@RENEWALD_HOLD_REASON@", "All sending is held: @RENEWALD_HOLD_REASON@"),
                Phrase(
                    "情况：@RENEWALD_HOLD_DETAIL@。用 `renewald outbox list` 核对等待的内容，无误后用 `@RENEWALD_HOLD_RELEASE@` 放行",
                    "What was found: @RENEWALD_HOLD_DETAIL@. Look at what waits with `renewald outbox list`; if it is right, let it go "
                        + "with `@RENEWALD_HOLD_RELEASE@`"
                )
            )
        case .partHeld:
            (
                Phrase("部分发送已暂停：@RENEWALD_HOLD_SCOPE@", "A part of sending is held: @RENEWALD_HOLD_SCOPE@"),
                Phrase(
                    "原因：@RENEWALD_HOLD_REASON@。情况：@RENEWALD_HOLD_DETAIL@。@RENEWALD_HOLD_WAITING@次投递等待，其他照常发送。用 "
                        + "`renewald outbox list --state held` 核对，无误后用 "
                        + "`@RENEWALD_HOLD_RELEASE@` 放行",
                    "The reason: @RENEWALD_HOLD_REASON@. What was found: @RENEWALD_HOLD_DETAIL@. @RENEWALD_HOLD_WAITING@ deliveries "
                        + "wait, all others leave. Look at them with `renewald outbox list --state held`; if they are right, let "
                        + "them go with `@RENEWALD_HOLD_RELEASE@`"
                )
            )
        case .sendingReleased:
            (
                Phrase("暂停已解除：@RENEWALD_HOLD_REASON@", "A hold is over: @RENEWALD_HOLD_REASON@"),
                Phrase("等待的投递继续发送", "What waited for it leaves")
            )
        case .holdNotStored:
            (
                Phrase("需要暂停发送，但运行库正忙", "Sending has to be held, but the state file is busy"),
                Phrase(
                    "起因：@RENEWALD_CAUSE@。暂停记录下来之前不安排新的提醒；服务每半分钟再试",
                    "The cause: @RENEWALD_CAUSE@. Nothing is planned before the hold is stored; it is tried again every half minute"
                )
            )
        case .holdNotTold:
            (
                Phrase("暂未能通知管理员发送已暂停", "The administrators cannot be told of the hold yet"),
                Phrase(
                    "原因：@RENEWALD_ERROR@。暂停本身有效；下次检查时再通知",
                    "The cause: @RENEWALD_ERROR@. The hold itself is in force; they are told after the next scan"
                )
            )
        case .hoursClosed:
            (
                Phrase("不在发送时段，投递等待", "Deliveries wait for the sending hours"),
                Phrase(
                    "发送时段由配置中schedule的各项规定。时段开始后由服务发出；用 --once 运行的，下次运行时发出",
                    "The hours are those under schedule in the configuration. The service sends when they begin, --once when it is "
                        + "run the next time"
                )
            )
        case .deliveriesMade:
            (
                Phrase("渠道@RENEWALD_CHANNEL@的一批投递已完成", "Deliveries were made through channel @RENEWALD_CHANNEL@"),
                Phrase(
                    "各种结果的次数见日志中的字段。逐次情况用 `renewald outbox list` 查看",
                    "The entry counts them by result. `renewald outbox list` shows each"
                )
            )
        case .deliveriesUnderWay:
            (
                Phrase("上次运行中断时有投递正在进行", "Deliveries were under way when the last run ended"),
                Phrase(
                    "@RENEWALD_COUNT@次投递可能已经送达。按配置中的on_ambiguous再发一次（内容和编号相同），或者等待人工决定",
                    "@RENEWALD_COUNT@ of them may have arrived. As on_ambiguous in the configuration says, they are sent again with the "
                        + "same content and number, or wait for a person"
                )
            )
        case .deliveriesStranded:
            (
                Phrase(
                    "有投递在等待已不存在的渠道@RENEWALD_CHANNEL@",
                    "Deliveries wait for channel @RENEWALD_CHANNEL@, which is gone"
                ),
                Phrase(
                    "共@RENEWALD_COUNT@次。用 `renewald outbox move --from @RENEWALD_CHANNEL@ --to 渠道` 移到其他渠道，或者用 "
                        + "`renewald outbox cancel --channel @RENEWALD_CHANNEL@` 取消",
                    "There are @RENEWALD_COUNT@. Give them to another channel with `renewald outbox move`, or end them with "
                        + "`renewald outbox cancel --channel @RENEWALD_CHANNEL@`"
                )
            )
        case .attemptEnded:
            (
                Phrase("一次投递的结果", "A delivery attempt has ended"),
                Phrase(
                    "投递@RENEWALD_DELIVERY@，第@RENEWALD_DELIVERY_ATTEMPT@次，渠道@RENEWALD_CHANNEL@，结果@RENEWALD_VERDICT@。"
                        + "详情用 `renewald outbox show @RENEWALD_DELIVERY@` 查看",
                    "Delivery @RENEWALD_DELIVERY@, attempt @RENEWALD_DELIVERY_ATTEMPT@, channel @RENEWALD_CHANNEL@: "
                        + "@RENEWALD_VERDICT@. `renewald outbox show @RENEWALD_DELIVERY@` tells all of it"
                )
            )
        case .deliveryRefused:
            (
                Phrase("对方拒收：投递@RENEWALD_DELIVERY@", "Delivery @RENEWALD_DELIVERY@ was refused"),
                Phrase(
                    "渠道@RENEWALD_CHANNEL@，@RENEWALD_VERDICT_STAGE@ @RENEWALD_VERDICT_CODE@。这一次不再重发；多半是地址有误，由登记人员改正。"
                        + "对方的答复用 `renewald outbox show @RENEWALD_DELIVERY@` 查看",
                    "Through channel @RENEWALD_CHANNEL@, at @RENEWALD_VERDICT_STAGE@ @RENEWALD_VERDICT_CODE@. It is not sent again; the "
                        + "address is probably wrong, and the office has to correct it. "
                        + "`renewald outbox show @RENEWALD_DELIVERY@` has the answer"
                )
            )
        case .deliveryAmbiguous:
            (
                Phrase("投递@RENEWALD_DELIVERY@可能已经送达", "Delivery @RENEWALD_DELIVERY@ may have arrived"),
                Phrase(
                    "已全部交出，但没有收到渠道@RENEWALD_CHANNEL@的答复。按配置中的on_ambiguous再发一次（内容和编号相同），或者等待人工决定",
                    "All of it was handed to channel @RENEWALD_CHANNEL@, and no answer came. As on_ambiguous in the configuration says, it "
                        + "is sent again with the same content and number, or waits for a person"
                )
            )
        case .channelAtFault:
            (
                Phrase("渠道@RENEWALD_CHANNEL@有故障，投递等待", "Channel @RENEWALD_CHANNEL@ is at fault, its deliveries wait"),
                Phrase(
                    "原因：@RENEWALD_FAULT@。服务隔一段时间再试，恢复后自行发出，不会漏发。密码、证书或发件地址有误的，改正后执行 "
                        + "`systemctl reload renewald`（用LoadCredential=交来的密码要重新启动服务）",
                    "The cause: @RENEWALD_FAULT@. It is tried again from time to time, and nothing is lost. If a password, a certificate "
                        + "or the sender is wrong, correct it and run `systemctl reload renewald`; what comes from LoadCredential= "
                        + "needs a restart"
                )
            )
        case .channelRests:
            (
                Phrase("渠道@RENEWALD_CHANNEL@暂停一段时间", "Channel @RENEWALD_CHANNEL@ rests"),
                Phrase(
                    "@RENEWALD_REST_SECONDS@秒后用一次投递试探，成功后继续发送；`systemctl reload renewald` 可以立即再试",
                    "One delivery tries it again in @RENEWALD_REST_SECONDS@ seconds; `systemctl reload renewald` does so at once"
                )
            )
        case .channelAnswers:
            (
                Phrase("渠道@RENEWALD_CHANNEL@又能连接，不再等待", "Channel @RENEWALD_CHANNEL@ takes connections again"),
                Phrase(
                    "先前连接不上，服务每半分钟查看一次；现在用一次投递试探，成功后继续发送。无需处理",
                    "It could not be reached, so it was looked at twice a minute; one delivery tries it now. Nothing has to be done"
                )
            )
        case .channelWorks:
            (
                Phrase("渠道@RENEWALD_CHANNEL@恢复正常", "Channel @RENEWALD_CHANNEL@ works again"),
                Phrase("等待的投递继续发送。无需处理", "What waited for it leaves. Nothing has to be done")
            )
        case .serverPassedOver:
            (
                Phrase(
                    "渠道@RENEWALD_CHANNEL@有服务器发生故障，已改用下一台",
                    "A server of channel @RENEWALD_CHANNEL@ is at fault, the next one was used"
                ),
                Phrase(
                    "故障服务器及原因：@RENEWALD_FAULT@。邮件已由下一台服务器发出；服务会不时再试，恢复后自行改回",
                    "The server and the cause: @RENEWALD_FAULT@. The mail left through the next one; it is tried again from time to "
                        + "time, and used as soon as it works"
                )
            )
        case .channelDisabled:
            (
                Phrase("渠道@RENEWALD_CHANNEL@的接收地址已停用", "The endpoint of channel @RENEWALD_CHANNEL@ is gone"),
                Phrase(
                    "对方答复该地址已不存在，渠道因此停用，投递等待。与对方确认后改正配置中的地址，再用 "
                        + "`renewald outbox release --channel @RENEWALD_CHANNEL@` 恢复",
                    "It said so itself, so the channel is disabled and its deliveries wait. Ask whoever runs it, correct the URL, and "
                        + "let the channel go on with `renewald outbox release --channel @RENEWALD_CHANNEL@`"
                )
            )
        }
    }
}
