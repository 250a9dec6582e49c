import { app, type Session, type WebContents } from 'electron';
import { isOwnAddress } from '../../base/own-pages.ts';

/**
 * Allows one permission only: the camera's picture (never sound), for the main frame of the app's
 * own page. Refuses everything else, both when it is requested and when it is checked.
 */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const video =
      permission === 'media' &&
      'mediaTypes' in details &&
      (details.mediaTypes ?? []).length > 0 &&
      (details.mediaTypes ?? []).every((type) => type === 'video');
    decide(
      video &&
        details.isMainFrame &&
        isOwnAddress(details.requestingUrl) &&
        isOwnAddress(contents.getURL()),
    );
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return (
      permission === 'media' &&
      details.mediaType === 'video' &&
      details.isMainFrame &&
      isOwnAddress(origin)
    );
  });
  session.setDevicePermissionHandler(() => false);
}

/**
 * No page leaves the app's own pages, opens a window or embeds another page, by script or by a
 * drop.
 */
export function limitNavigation(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
