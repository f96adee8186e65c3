/**
 * Attribution models: the IHC model with its parameters, their training and its accuracy, and the models that analysts
 * compare it with. Pure functions of journeys; only the parameter file touches the disk.
 *
 * <p>The IHC formulas were inferred from recorded answers of the web API and from public descriptions. They are not the
 * vendor's code.
 */
package io.ihcattribution.model;
