/**
 * Scanning: webcam and USB hand scanners, one stream of scans.
 *
 * ```tsx
 * const scanning = useScanning({
 *   camera: { enabled: true, deviceId: null },
 *   functionKeyPrefix: station.functionKeyPrefix,          // 'F13' or null
 *   held: operator === null,                               // true: scans wait, none is lost
 *   onScan: async (scan) => {
 *     const answer = await checkIn({
 *       key: scan.key,
 *       target: { kind: 'scan', scan: scan.input },
 *       identity: null,
 *     });
 *     show(answer);
 *     return answer.outcome === 'identity-check' ? 'answer-due' : 'next';
 *   },
 * });
 * <CameraPreview scanning={scanning} mirrored />
 * ```
 *
 * - Call `useScanning` **once**, at the root of the page, so that scans work with any focus and any
 *   open dialog. Show `<CameraPreview>` where and when you like (one at a time): the camera keeps
 *   scanning without it.
 * - `onScan` is called with one scan at a time; the next waits until its promise settles. If it
 *   resolves to `'answer-due'`, scans wait until `scanning.resume()`. If it rejects, the error is
 *   thrown to the page's own error handler and the bus continues.
 * - `scanning.waiting` is the length of the queue: show it while it is not 0. At most 20 wait;
 *   further ones are counted in `scanning.refused` until the queue is empty again.
 * - The same code fires again only after 1.5 s out of sight (codes from files always fire).
 * - `scanning.camera` is the state for the footer; `retryCamera()` tries at once.
 * - `readFile(file)` finds the codes in a picture or PDF; `submitPicture(text)` sends one of them
 *   through the same bus.
 * - Hand scanners need nothing: their keys are recognised on the window and withheld from the
 *   focused field or button. Keys that were not a scan are typed again.
 * - CSS: `.scan-camera` (the container; give it a size or an aspect ratio) holds the `<video>`,
 *   which fills it (`object-fit: cover`); it has `data-camera="off|starting|running|problem"`.
 */
export type { CameraState } from './camera/camera-state.ts';
export { CameraPreview } from './camera-preview.tsx';
export { type FileProblem, UnreadableFile } from './file/file-kind.ts';
export { type FileCode, type FileCodes, onlyCode } from './file/file-messages.ts';
export { readFile } from './file/read-file.ts';
export type { AfterScan, Scan } from './scan.ts';
export { ScansContext, useScans, useScansOfPage } from './scans.ts';
export { type Scanning, useScanning } from './use-scanning.ts';
