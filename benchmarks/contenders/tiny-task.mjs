/** The tiny function of the suite pool-overhead, as piscina and tinypool call it. */
export default (n) => n * 2;
