package io.ihcattribution.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.ihcattribution.figures.Figures;
import java.io.IOException;
import java.io.Writer;

/** An explanation as one JSON object. */
final class ExplanationJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new Figure()).addSerializer(double.class, new Figure()))
            .build();

    private ExplanationJson() {}

    /** Writes an explanation, or what else is said in its place. */
    static void write(Object explanation, Writer out) throws IOException {
        JSON.writeValue(out, explanation);
        out.write('\n');
    }

    /** As in the text; but JSON has no words for infinity and the like. */
    private static final class Figure extends JsonSerializer<Double> {
        @Override
        public void serialize(Double figure, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(figure)) {
                json.writeNumber(Figures.text(figure));
            } else {
                json.writeNull();
            }
        }
    }
}
