'use client';
import { useSyncExternalStore } from 'react';
import { localeOfTag, type Tag } from '@/lib/core/i18n/locale';
import ar from '@/lib/core/i18n/messages/ar/fault.json';
import en from '@/lib/core/i18n/messages/en/fault.json';
import ur from '@/lib/core/i18n/messages/ur/fault.json';

const words = { en, ur, ar };

const never = () => () => undefined;
const spoken = () => localeOfTag(document.documentElement.lang);

/** What a form says where no answer came: it was drawn in this language. */
export const notSent = (tag: Tag): string => words[localeOfTag(tag)].notSent;

/**
 * The four sentences of a fault page, without the message library: it stands in every page's bundle. Where the server
 * failed, the page's language is known only once its `<html>` stands, so it is read again after the first drawing.
 */
export function useFaultWords() {
  return words[useSyncExternalStore(never, spoken, () => 'en' as const)];
}
