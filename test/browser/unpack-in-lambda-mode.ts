/**
 * Run as a program of its own, with the environment of Lambda and a temp folder for itself: unpacks the browser and its libraries there. The package changes the environment
 * of the process that imports it so, and in a test's process a gateway may be starting at the same moment.
 */
import chromium from "@sparticuz/chromium";

chromium.setGraphicsMode = false;
await chromium.executablePath();
