import { BrowserWindow } from 'electron';
import { noticeChannel } from '../../../preload/channels.ts';
import type { NoticeBody, NoticeName } from '../../../preload/contract.ts';

/**
 * Hints of one kind within this time go out as one: a print changes its job four times in a row.
 */
const gatherMilliseconds = 30;
const gathering = new Set<NoticeName>();

/** Sends a notice to every page. A notice without a body is a hint to reload, and may be merged. */
export function notify<N extends NoticeName>(notice: N, body: NoticeBody<N>): void {
  if (body !== null) {
    send(notice, body);
    return;
  }
  if (gathering.has(notice)) return;
  gathering.add(notice);
  setTimeout(() => {
    gathering.delete(notice);
    send(notice, null);
  }, gatherMilliseconds);
}

function send(notice: NoticeName, body: unknown): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(noticeChannel(notice), body);
  }
}
