import type { Mutation } from '../mutation.ts';

/** Faults of photos that are taken at a desk, sent through the hub and purged. */
export const photos: readonly Mutation[] = [
  {
    name: 'a photo is kept without a record of the consent',
    caughtBy: 'test/main/roster/keep-photo.test.ts',
    edits: [
      {
        file: 'main/roster/photos/keep-photo.ts',
        find: '      writeConsent(context, operatorId, input.delegateId, true);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a photo is as large as the camera made it',
    caughtBy: 'test/main/roster/keep-photo.test.ts',
    edits: [
      {
        file: 'intake/photo/take-photo.ts',
        find: 'if (picture.length <= maxStoredPhoto)',
        put: 'if (picture.length > 0)',
      },
    ],
  },
  {
    name: 'a JPEG that broke off is filled up with grey',
    caughtBy: 'test/main/roster/keep-photo.test.ts',
    edits: [
      {
        file: 'intake/photo/load-picture.ts',
        find: "  if (!isWholePicture(file)) throw new PictureError('not-a-picture');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a kiosk reads the photos',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'hub/sync/photos.ts',
        find: "  if (mode === 'kiosk') throw new HubProblem('not-allowed');\n",
        put: '',
      },
    ],
  },
  {
    name: 'an earlier photo that comes late replaces a later one',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'domain/roster/photo.ts',
        find: 'return one.taken > other.taken;',
        put: 'return true;',
      },
    ],
  },
  {
    name: 'a restored hub gets the photos of its stations no more',
    caughtBy: 'test/main/sync/photos.test.ts',
    edits: [{ file: 'main/sync/handshake.ts', find: '      sendAllPhotos(db);\n', put: '' }],
  },
  {
    name: 'photos outlive the purge of the hub',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'hub/privacy/empty.ts',
        find: "  counts.set('photos', await deleteAll(tx, 'photo'));\n",
        put: '',
      },
    ],
  },
  {
    name: 'a person who asks what the hub holds of them gets no photo',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'hub/privacy/access-request.ts',
        find: 'const picture = await pictureOf(db, delegateId);',
        put: 'const picture = null;',
      },
    ],
  },
  {
    name: 'a badge in front of the camera is scanned while a photo is taken',
    caughtBy: 'test/e2e/renderer-photo.e2e.ts',
    edits: [
      {
        file: 'renderer/scanning/use-scanning.ts',
        find: 'engine.bus.hold(held || isLent);',
        put: 'engine.bus.hold(held);',
      },
    ],
  },
  {
    name: 'a shot is of a tenth of a second after the key',
    caughtBy: 'test/e2e/renderer-photo.e2e.ts',
    edits: [
      {
        file: 'renderer/check-in/photo/photo-dialog.tsx',
        find: `    const taken = isReady ? press() : null;
    return () => {
`,
        put: `    return () => {
      const taken = isReady ? press() : null;
`,
      },
    ],
  },
  {
    name: 'the camera’s key waits until the photo is known',
    caughtBy: 'test/e2e/renderer-photo.e2e.ts',
    edits: [
      {
        file: 'renderer/check-in/photo/delegate-photo.tsx',
        find: `    dialog === null,
  );
  if (value === null)`,
        put: `    dialog === null && value !== null,
  );
  if (value === null)`,
      },
    ],
  },
  {
    name: 'a photo waits for a thread that died while it was idle',
    caughtBy: 'test/main/roster/keep-photo.test.ts',
    edits: [
      {
        file: 'platform/threads/on-demand.ts',
        find: '        if (alive !== fresh) return;\n        alive = null;\n',
        put: '        if (alive !== fresh) return;\n',
      },
    ],
  },
  {
    name: 'a file of a ZIP is unpacked whatever it says of its size',
    caughtBy: 'test/intake/zip-file.test.ts',
    edits: [
      {
        file: 'intake/zip-file.ts',
        find: 'if (Math.max(size, packedSize) > maxSize)',
        put: 'if (packedSize > maxSize)',
      },
    ],
  },
  {
    name: 'a file of a ZIP is unpacked further than it says of itself',
    caughtBy: 'test/intake/zip-file.test.ts',
    edits: [
      {
        file: 'intake/zip-file.ts',
        find: 'maxOutputLength: Math.max(1, size)',
        put: 'maxOutputLength: 2 ** 30',
      },
    ],
  },
  {
    name: 'files of a ZIP may share their bytes',
    caughtBy: 'test/main/roster/photo-import.test.ts',
    edits: [
      {
        file: 'intake/zip-file.ts',
        find: "  if (packed > size) throw new ZipError('damaged');\n",
        put: '',
      },
    ],
  },
];
