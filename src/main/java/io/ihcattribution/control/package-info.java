/** The course of a run: its start and its end, the lease, what it waits for, and how faults are told. */
package io.ihcattribution.control;
