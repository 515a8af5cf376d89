import Page from '../page';

export const dynamic = 'force-dynamic';

/** The same page behind a middleware: the floor under every page of a product that has one. */
export default Page;
