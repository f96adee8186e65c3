package io.ihcattribution.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ihcattribution.figures.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;

/** An explanation as one JSON object. */
final class JsonForm implements Form {

    private final JsonGenerator json;
    private boolean inCosts;
    private boolean inConversions;
    private boolean inConversion;

    JsonForm(Writer out) {
        try {
            json = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).createGenerator(out)
                    .useDefaultPrettyPrinter();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What may fail on the way out. */
    private interface Writing {
        void run() throws IOException;
    }

    @Override
    public void begin(Cell cell, CellRow.Reported reported) {
        write(() -> {
            json.writeStartObject();
            json.writeStringField("channel_name", cell.channel());
            json.writeStringField("date", cell.date());
            json.writeFieldName("report");
            if (reported == null) {
                json.writeNull();
            } else {
                json.writeStartObject();
                figures(reported.cost(), reported.ihc(), reported.ihcRevenue());
                json.writeEndObject();
            }
            json.writeArrayFieldStart("costs");
            inCosts = true;
        });
    }

    @Override
    public void cost(CellRow.Cost cost) {
        write(() -> {
            json.writeStartObject();
            json.writeStringField("session_id", cost.sessionId());
            json.writeStringField("started_at", cost.startedAt());
            figure("cost", cost.cost());
            json.writeEndObject();
        });
    }

    @Override
    public void conversion(CellRow.Conversion conversion) {
        write(() -> {
            beginConversions();
            endConversion();
            json.writeStartObject();
            json.writeStringField("conv_id", conversion.convId());
            json.writeStringField("converted_at", conversion.convertedAt());
            figure("revenue", conversion.revenue());
            json.writeNumberField("journey_length", conversion.sessions());
            json.writeStringField("fingerprint", conversion.fingerprint());
            json.writeStringField("run_id", conversion.runId());
            if (conversion.batch() == null) {
                json.writeNullField("batch");
            } else {
                json.writeNumberField("batch", conversion.batch());
            }
            json.writeArrayFieldStart("sessions");
            inConversion = true;
        });
    }

    @Override
    public void session(CellRow.Credit credit) {
        write(() -> {
            json.writeStartObject();
            json.writeStringField("session_id", credit.sessionId());
            json.writeStringField("started_at", credit.startedAt());
            json.writeStringField("channel_name", credit.channel());
            figure("initializer", credit.initializer());
            figure("holder", credit.holder());
            figure("closer", credit.closer());
            figure("ihc", credit.ihc());
            figure("ihc_revenue", credit.ihcRevenue());
            json.writeBooleanField("in_cell", credit.inCell());
            json.writeEndObject();
        });
    }

    @Override
    public void end(CellRow.Reported reported, Sums sums) {
        write(() -> {
            beginConversions();
            endConversion();
            json.writeEndArray();
            json.writeObjectFieldStart("sum");
            figures(sums.cost(), sums.ihc(), sums.ihcRevenue());
            json.writeNumberField("costs", sums.costs());
            json.writeNumberField("credits", sums.credits());
            json.writeNumberField("conversions", sums.conversions());
            json.writeEndObject();
            json.writeNumberField("costs_listed", sums.costsListed());
            json.writeNumberField("conversions_listed", sums.conversionsListed());
            json.writeBooleanField("adds_up", sums.addUpTo(reported));
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        });
    }

    @Override
    public void unknown(String sentence) {
        write(() -> {
            json.writeStartObject();
            json.writeStringField("error", sentence);
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        });
    }

    private void beginConversions() throws IOException {
        if (inCosts) {
            json.writeEndArray();
            inCosts = false;
        }
        if (!inConversions) {
            json.writeArrayFieldStart("conversions");
            inConversions = true;
        }
    }

    private void endConversion() throws IOException {
        if (inConversion) {
            json.writeEndArray();
            json.writeEndObject();
            inConversion = false;
        }
    }

    private void figures(double cost, double ihc, double revenue) throws IOException {
        figure("cost", cost);
        figure("ihc", ihc);
        figure("ihc_revenue", revenue);
        ratio("CPO", cost, ihc);
        ratio("ROAS", revenue, cost);
    }

    private void figure(String name, Double figure) throws IOException {
        // JSON has no words for infinity and the like.
        if (figure == null || !Double.isFinite(figure)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, new BigDecimal(Figures.text(figure)));
        }
    }

    private void ratio(String name, double dividend, double divisor) throws IOException {
        String ratio = Figures.ratio(dividend, divisor);
        if (ratio.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, new BigDecimal(ratio));
        }
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
