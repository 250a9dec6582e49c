import { takePhoto } from '../../../intake/photo/take-photo.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import type { PhotoService } from './photo-thread.ts';

// The thread that decodes photos.
serve<PhotoService>(ownPort(), { take: (source) => takePhoto(source) });
