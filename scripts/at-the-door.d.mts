import type { IncomingMessage, ServerResponse } from 'node:http';

export function atTheDoor(request: IncomingMessage, response: ServerResponse, publicUrl: string): boolean;
