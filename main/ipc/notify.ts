import { BrowserWindow } from 'electron';
import { noticeChannel } from '../../preload/channels.ts';
import type { NoticeBody, NoticeName } from '../../preload/contract.ts';

/** Sends a notice to every open page; it is a hint, the page asks again. */
export function notify<N extends NoticeName>(notice: N, body: NoticeBody<N>): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(noticeChannel(notice), body);
  }
}
