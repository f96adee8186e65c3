/**
 * The settings: one record an area, in which key, default, range and meaning stand once. A component with a
 * {@link io.ihcattribution.settings.Setting} is a setting; its {@code @param} is its meaning, from which, with the key
 * and the default, {@code application.properties} and {@code docs/settings.md} are made ({@code make settings}).
 */
package io.ihcattribution.settings;
